using System.Collections.Concurrent;
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
/// <param name="addresses">The control plane's replicas; at least one.</param>
/// <param name="roots">What their certificates must lead to; null: the machine's roots.</param>
/// <param name="options">The key that this service shows.</param>
/// <param name="time">Says how old an answer is.</param>
public sealed class ControlPlaneKeyRing(
    IReadOnlyList<Uri> addresses, X509Certificate2Collection? roots, IOptions<AccessOptions> options, TimeProvider time)
    : IKeyRing, IDisposable
{
    // Whoever tries out keys fills it with what is none; then it begins anew.
    private const int MostKnown = 10_000;
    private static readonly TimeSpan _good = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (Caller? Holder, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);
    private readonly Lazy<GrpcChannel[]> _channels = new(() => [.. addresses.Select(address => ArenaChannel.Open(address, roots))]);
    private int _current;

    /// <inheritdoc/>
    public async ValueTask<Caller?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (!ApiKey.TryRead(key, out _, out var secret))
            return null;
        var (name, now) = (Convert.ToHexString(ApiKey.HashOf(secret)), time.GetUtcNow());
        if (_known.TryGetValue(name, out var known) && now < known.Until)
            return known.Holder;
        var holder = await AskAsync(key, cancellationToken);
        if (_known.Count >= MostKnown)
            _known.Clear();
        _known[name] = (holder, now + _good);
        return holder;
    }

    public void Dispose()
    {
        foreach (var channel in _channels.IsValueCreated ? _channels.Value : [])
            channel.Dispose();
    }

    private async Task<Caller?> AskAsync(string key, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await AskAsync(_channels.Value[_current % addresses.Count], key, cancellationToken);
            }
            catch (RpcException away) when (away.StatusCode == StatusCode.Unavailable && tries < addresses.Count)
            {
                Interlocked.Increment(ref _current);
            }
        }
    }

    private async Task<Caller?> AskAsync(GrpcChannel controlPlane, string key, CancellationToken cancellationToken)
    {
        try
        {
            var holder = await new AccessService.AccessServiceClient(controlPlane).CheckKeyAsync(
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
