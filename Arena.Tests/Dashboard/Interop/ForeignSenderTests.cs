using System.Diagnostics;
using Arena.Dashboard.Access;
using Arena.Tests.Dashboard.Pages;

namespace Arena.Tests.Dashboard.Interop;

/// <summary>A program that is not ours and not in our language sends what its own SDK makes of it.</summary>
public sealed class ForeignSenderTests
{
    private const string Program = """
        import { context, trace } from '@opentelemetry/api';
        import { NodeTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-node';
        import { OTLPTraceExporter as OverHttp } from '@opentelemetry/exporter-trace-otlp-proto';
        import { OTLPTraceExporter as OverGrpc } from '@opentelemetry/exporter-trace-otlp-grpc';
        import { resourceFromAttributes } from '@opentelemetry/resources';
        import { Metadata } from '@grpc/grpc-js';
        const [http, grpc, key] = process.argv.slice(2);
        const metadata = new Metadata();
        metadata.set('x-otlp-api-key', key);
        const exporters = {
          'over-http': new OverHttp({ url: http + 'v1/traces', headers: { 'x-otlp-api-key': key }, compression: 'gzip' }),
          'over-grpc': new OverGrpc({ url: grpc, metadata }),
        };
        for (const [name, exporter] of Object.entries(exporters)) {
          const provider = new NodeTracerProvider({ resource: resourceFromAttributes({ 'service.name': name }), spanProcessors: [new BatchSpanProcessor(exporter)] });
          const tracer = provider.getTracer('foreign');
          const outer = tracer.startSpan('outer ' + name);
          tracer.startSpan('inner', {}, trace.setSpan(context.active(), outer)).end();
          outer.end();
          await provider.forceFlush();
          await provider.shutdown();
        }
        """;

    [OtelJsFact]
    public async Task OpenTelemetry_for_JavaScript_is_seen_over_both_protocols()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var file = Path.Combine(OtelJsFactAttribute.Directory, $"{Guid.NewGuid():N}.mjs");
        await File.WriteAllTextAsync(file, Program);
        try
        {
            var start = new ProcessStartInfo("node", [file, dashboard.AddressOf(Listener.OtlpHttp).ToString(), dashboard.AddressOf(Listener.OtlpGrpc).ToString(), TestDashboard.OtlpKey])
            {
                RedirectStandardError = true,
            };
            using var node = Process.Start(start)!;
            var said = await node.StandardError.ReadToEndAsync();
            await node.WaitForExitAsync();
            Assert.True(node.ExitCode == 0, said);
        }
        finally
        {
            File.Delete(file);
        }

        using var browser = await Browser.LogInAsync(dashboard);
        var page = await browser.PageAsync("/traces");
        foreach (var name in new[] { "over-http", "over-grpc" })
        {
            Assert.Contains($"{name}: outer {name}", page, StringComparison.Ordinal);
            Assert.Contains($"{name} 2", page, StringComparison.Ordinal);
        }
    }
}
