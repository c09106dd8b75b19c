using System.Diagnostics;
using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.Contracts.V1;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Nodes;
using Arena.Tests.EndToEnd.Systems;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Tests.EndToEnd.ServiceDefaults.Telemetry;

/// <summary>What a service's traces look like to whoever collects them.</summary>
[Collection(AloneCollection.Name)]
public sealed class TraceTests : IAsyncLifetime
{
    private TraceCollector _collector = null!;
    private TestService _service = null!;
    private bool _isUnhealthy;

    public async ValueTask InitializeAsync()
    {
        _collector = await TraceCollector.StartAsync();
        _service = await TestService.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<ILedger, MemoryLedger>();
                builder.Services.AddSingleton<NodeDirectory>();
                builder.Services.AddHealthChecks()
                    .AddCheck("trial", () => _isUnhealthy ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
            },
            app =>
            {
                app.MapGrpcService<LedgerGrpcService>();
                app.MapGet("/api/things/{id}", (string id) => id).AllowAnonymous();
            },
            TestService.To(_collector));
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _collector.DisposeAsync();
    }

    [Fact]
    public async Task Call_over_gRPC_is_a_span_of_the_client_and_one_of_the_server_named_by_its_method()
    {
        using var channel = GrpcChannel.ForAddress(_service.GrpcAddress);
        await new LedgerService.LedgerServiceClient(channel).VerifyAsync(new VerifyLedgerRequest());
        await EndedAsync(spans: 2);
        var spans = Spans();
        Assert.All(spans, span => Assert.Equal("arena.v1.LedgerService/Verify", span.Name));
        var client = Assert.Single(spans, span => span.ParentId.Length == 0);
        var server = Assert.Single(spans, span => span.ParentId.Length > 0);
        Assert.Equal((client.TraceId, client.SpanId), (server.TraceId, server.ParentId));
    }

    [Fact]
    public async Task Request_over_HTTP_is_named_by_its_route()
    {
        await _service.Http.GetStringAsync("/api/things/7");
        await EndedAsync(spans: 2);
        Assert.Contains("GET /api/things/{id}", Names());
    }

    [Fact]
    public async Task Probes_and_scrapers_make_no_spans_unless_they_fail()
    {
        using var channel = GrpcChannel.ForAddress(_service.GrpcAddress);
        using (SuppressedClient())
        {
            foreach (var path in new[] { "/health", "/alive", "/metrics" })
                (await _service.Http.GetAsync(new Uri(path, UriKind.Relative))).EnsureSuccessStatusCode();
            await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest());
            Assert.Empty(Names());

            _isUnhealthy = true;
            await _service.Http.GetAsync(new Uri("/health", UriKind.Relative));
            await EndedAsync(spans: 1);
            Assert.Equal(["GET /health"], Names());
        }
    }

    // The client is in this process as well, and its spans are not what is asked for here.
    private static IDisposable SuppressedClient() => OpenTelemetry.SuppressInstrumentationScope.Begin();

    // The server's ends a moment after its answer has come.
    private Task EndedAsync(int spans) => Eventually.IsTrueAsync(() => Spans().Length >= spans, $"{spans} spans have ended");

    private string[] Names() => [.. Spans().Select(s => s.Name)];

    private TraceCollector.Span[] Spans()
    {
        _service.Flush();
        return [.. _collector.Spans.Where(span => span.Name != "POST /v1/traces")]; // of the collector itself, which is in this process
    }
}
