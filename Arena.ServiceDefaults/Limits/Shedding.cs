using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Grpc;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.Limits;

/// <summary>
/// Turns calls away while too many run, those of the background first, so that who waits in front of a screen is answered. Streams may be
/// open as long as they like, and are not counted.
/// </summary>
internal sealed class Shedding(IOptions<LimitOptions> options)
{
    private const double BackgroundShare = 0.75;
    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(1);

    private int _running;

    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        var kind = context.GetEndpoint() is { } endpoint ? EndpointRules.Of(endpoint, context.Request.Method)?.Class : null;
        if (kind is null or CallClass.Stream || GrpcCall.Is(context.Request))
            context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        if (kind is null or CallClass.Stream)
        {
            await next(context);
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _running) > Room(kind.Value))
                await Refusal.Busy("There is too much to do at present: try again.", _retryAfter).WriteAsync(context);
            else
                await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private int Room(CallClass kind)
    {
        var all = options.Value.Concurrency == 0 ? int.MaxValue : options.Value.Concurrency;
        return kind == CallClass.Background ? Math.Max(1, (int)(all * BackgroundShare)) : all;
    }
}
