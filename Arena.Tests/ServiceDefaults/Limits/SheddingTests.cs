using Arena.ServiceDefaults.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arena.Tests.ServiceDefaults.Limits;

/// <summary>Who is turned away when too many calls run.</summary>
public sealed class SheddingTests
{
    private const string Interactive = "/v1/leagues";
    private const string Background = "/v1/leagues/{id}/ratings/history";
    private const string Stream = "/v1/leagues/{id}/standings/stream";

    private readonly TaskCompletionSource _end = new();
    private readonly List<Task> _running = [];
    private readonly Shedding _shedding = new(Options.Create(new LimitOptions { Concurrency = 4 }));

    [Fact]
    public async Task Background_is_turned_away_first_then_everybody_and_streams_never()
    {
        Assert.Equal([200, 200, 200], Begin(Background, 3));
        Assert.Equal([503], Begin(Background, 1));
        Assert.Equal([200], Begin(Interactive, 1));
        Assert.Equal([503, 503], [.. Begin(Interactive, 1), .. Begin(Background, 1)]);
        Assert.Equal([200, 200, 200], Begin(Stream, 3));

        _end.SetResult();
        await Task.WhenAll(_running);
        Assert.Equal([200, 200, 200, 200], Begin(Interactive, 4)); // who was turned away takes no room
    }

    [Fact]
    public void Without_a_limit_nobody_is_turned_away()
    {
        var shedding = new Shedding(Options.Create(new LimitOptions { Concurrency = 0 }));
        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.Equal(200, Begin(shedding, Background)));
    }

    private int[] Begin(string route, int calls) => [.. Enumerable.Range(0, calls).Select(_ => Begin(_shedding, route))];

    // What the call is answered while others go on.
    private int Begin(Shedding shedding, string route)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.Method = "GET";
        context.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse(route), 0, null, null));
        _running.Add(shedding.RunAsync(context, _ => _end.Task));
        return context.Response.StatusCode;
    }
}
