using System.Diagnostics;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Ledger;
using Arena.Tests.EndToEnd.Stores;
using Arena.Tests.EndToEnd.Systems;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.EndToEnd.ServiceDefaults.Telemetry;

[Collection(AloneCollection.Name)]
public sealed class StatementTraceTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [Fact]
    public async Task Statements_below_a_span_are_named_by_what_they_do_and_polling_makes_none()
    {
        Requires.Postgres();
        await using var collector = await TraceCollector.StartAsync();
        await using var service = await TestService.StartAsync(
            builder => builder.AddLedger(), null, [.. TestService.To(collector), ("ConnectionStrings:arenadb", server.ConnectionString)]);
        var ledger = service.Services.GetRequiredService<ILedger>();
        service.Flush();
        collector.Spans.Clear(); // of the migrations

        await ledger.Outbox.ReadAsync(0, 10, CancellationToken.None);
        service.Flush();
        Assert.Empty(collector.Spans);

        using var source = new ActivitySource("Arena.Trial");
        using (source.StartActivity("trial"))
            await ledger.Leagues.ListAsync(CancellationToken.None);
        service.Flush();
        Assert.Equal(["select leagues", "trial"], collector.Spans.Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.Contains("PostgreSQL", await service.Http.GetStringAsync("/health"), StringComparison.Ordinal);
    }
}
