using System.Security.Cryptography.X509Certificates;
using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.Access;

/// <summary>
/// Whose keys these are, as the control plane says; the answer is good for a second. A replica that is away is passed over.
/// </summary>
/// <param name="addresses">The control plane's replicas.</param>
/// <param name="roots">What their certificates must lead to; null: the machine's roots.</param>
/// <param name="options">The key or certificate that this service shows.</param>
/// <param name="time">Says how old an answer is.</param>
public sealed class ControlPlaneKeyRing(
    ReplicaAddresses addresses, X509Certificate2Collection? roots, IOptions<AccessOptions> options, TimeProvider time)
    : IKeyRing, IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(5);

    private readonly TimedCache<Caller?> _known = new(TimeSpan.FromSeconds(1), time);
    private readonly Lazy<GrpcChannel> _channel = new(() =>
        ArenaChannel.Open(addresses, roots, certificate: NodeCertificate.Read(options.Value)));

    /// <inheritdoc/>
    public async ValueTask<Caller?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (!ApiKey.TryRead(key, out _, out var secret))
            return null;
        var (name, now) = (Convert.ToHexString(ApiKey.HashOf(secret)), time.GetUtcNow());
        if (_known.TryGet(name, out var known))
            return known;
        var holder = await AskAsync(key, cancellationToken);
        _known.Set(name, holder, asked: now);
        return holder;
    }

    public void Dispose()
    {
        if (_channel.IsValueCreated)
            _channel.Value.Dispose();
    }

    // A replica that says that it is away has been passed over when this is asked again.
    private async Task<Caller?> AskAsync(string key, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await AskOneAsync(key, cancellationToken);
            }
            catch (RpcException away) when (away.StatusCode == StatusCode.Unavailable && tries < addresses.All.Count)
            {
            }
        }
    }

    private async Task<Caller?> AskOneAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var holder = await new AccessService.AccessServiceClient(_channel.Value).CheckKeyAsync(
                new CheckKeyRequest { Secret = key }, NodeHeaders.Of(options.Value), time.GetUtcNow().UtcDateTime + _limit,
                cancellationToken);
            return RoleWord.Read(holder.Role) is { } role ? new Caller(holder.Id, holder.Tenant, role, [.. holder.Agents]) : null;
        }
        catch (RpcException none) when (none.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
    }
}
