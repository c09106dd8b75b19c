using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.Access;

/// <summary>
/// Ends calls that outlive what let them in: a stream under a key that was revoked, or whose time is over, is cut within two seconds, and
/// whoever dials again is refused.
/// </summary>
internal sealed class OpenCalls(IServiceProvider services, IOptions<AccessOptions> access, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<HttpContext, OpenCall> _open = [];

    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        if (Caller.IdentityOf(context.User) is not { } identity)
        {
            await next(context);
            return;
        }

        _open[context] = new OpenCall(identity.Caller, identity.Key);
        try
        {
            await next(context);
        }
        finally
        {
            _open.TryRemove(context, out _);
        }
    }

    /// <summary>Looks once.</summary>
    internal async Task CheckAsync(CancellationToken cancellationToken)
    {
        foreach (var (context, call) in _open)
        {
            if (!IsOver(call.Caller) && !await IsRevokedAsync(call, cancellationToken))
                continue;

            // It may have ended meanwhile, and its place may be another's: servers use them again.
            if (_open.TryGetValue(context, out var still) && ReferenceEquals(still, call))
                context.Abort();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await CheckAsync(stoppingToken);
    }

    private bool IsOver(Caller caller) => caller.Until <= time.GetUtcNow();

    // A key that is not good any more is not known; one that cannot be asked about at present is left alone.
    private async Task<bool> IsRevokedAsync(OpenCall call, CancellationToken cancellationToken)
    {
        try
        {
            return services.GetService<IKeyRing>() is { } ring
                && call.Key is { } key
                && ApiKey.TryRead(key, out _, out _)
                && ConfiguredKeys.Find(access.Value, key) is null
                && await ring.FindAsync(key, cancellationToken) is null;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private sealed record OpenCall(Caller Caller, string? Key);
}
