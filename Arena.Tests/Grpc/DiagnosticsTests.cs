using System.Diagnostics;
using Grpc.Core;

namespace Arena.Tests.Grpc;

/// <summary>Traces cross the wire.</summary>
public sealed class DiagnosticsTests
{
    [Theory]
    [InlineData("own")]
    [InlineData("sockets")]
    [InlineData("foreign")]
    public async Task Trace_of_the_caller_goes_on_in_the_handler(string handler)
    {
        await using var server = await TrialServer.StartAsync();
        var seen = "";
        server.Script.Unary = (ask, context) =>
        {
            seen = context.GetHttpContext().Request.Headers.TraceParent.ToString();
            return Task.FromResult(TrialScript.Echo(ask));
        };
        using HttpMessageHandler? given = handler switch
        {
            "sockets" => new SocketsHttpHandler(),
            "foreign" => new Foreign(),
            _ => null,
        };
        var client = new Trial.TrialClient(server.Channel(o => o.HttpHandler = given));
        using var caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();

        await client.UnaryAsync(new Ask());

        // Exactly one value: two would be joined with a comma.
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$", seen);
        Assert.Contains(caller.TraceId.ToString(), seen, StringComparison.Ordinal);
        Assert.Same(caller, Activity.Current);
    }

    [Fact]
    public async Task Spans_of_both_sides_have_rpc_tags_and_are_parent_and_child()
    {
        await using var server = await TrialServer.StartAsync();
        var ended = new List<Activity>();
        var serverSpan = new TaskCompletionSource<Activity>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Grpc.Net.Client" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId != caller.TraceId)
                    return;
                if (activity.Kind == ActivityKind.Server)
                    serverSpan.TrySetResult(activity);
                lock (ended)
                    ended.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        server.Script.Unary = (_, _) => throw new RpcException(new Status(StatusCode.NotFound, "no"));

        await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync(new Ask()).ResponseAsync);
        var inner = await serverSpan.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Activity outer;
        lock (ended)
            outer = ended.Single(a => a.Kind == ActivityKind.Client);

        Assert.Equal(caller.SpanId, outer.ParentSpanId);
        Assert.Equal(outer.SpanId, inner.ParentSpanId);
        foreach (var span in new[] { outer, inner })
        {
            Assert.Equal("arena.tests.grpc.Trial/Unary", span.DisplayName);
            Assert.Equal("grpc", span.GetTagItem("rpc.system"));
            Assert.Equal("arena.tests.grpc.Trial", span.GetTagItem("rpc.service"));
            Assert.Equal("Unary", span.GetTagItem("rpc.method"));
            Assert.Equal(5, span.GetTagItem("rpc.grpc.status_code"));
        }

        Assert.Equal(ActivityStatusCode.Error, outer.Status);
        Assert.Equal(ActivityStatusCode.Unset, inner.Status);
    }

    /// <summary>A handler of a kind the channel does not know; beneath, one that does not propagate.</summary>
    private sealed class Foreign : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner =
            new(new SocketsHttpHandler { ActivityHeadersPropagator = null });

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _inner.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
