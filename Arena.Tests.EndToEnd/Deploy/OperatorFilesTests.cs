using System.Diagnostics;
using Arena.Hosting.Processes;
using Arena.Tests.EndToEnd.Systems;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Deploy;

[Collection(EndToEndCollection.Name)]
public sealed class OperatorFilesTests(SharedArena shared)
{
    // Of Prometheus itself, of each target.
    private const string Up = "up";

    [Fact]
    public async Task Every_series_that_rules_and_dashboards_name_is_exposed_by_a_service()
    {
        var league = await shared.Arena.StartLeagueAsync(
            """{ "name": "metrics", "game": "tic_tac_toe", "agents": ["random", "greedy"] }""");
        await shared.Arena.CompleteAsync(league);
        var exposed = await ExposedAsync();
        var unknown =
            from named in OperatorFiles.Expressions()
            from series in OperatorFiles.SeriesOf(named.Expression)
            where series != Up && !exposed.Contains(series) && !OperatorFiles.Recorded.Contains(series)
                // Counters appear with their first count, which nobody hopes for of most.
                && !ArenaInstruments.PrometheusNames.Contains(series)
            select $"{named.File}: no service exposes {series}";
        Repository.AssertNone(unknown.Distinct());

        // What is derived from the instruments is named as the exporter names it.
        Assert.Empty(exposed.Where(n => n.StartsWith("arena_", StringComparison.Ordinal)).Except(ArenaInstruments.PrometheusNames));
    }

    [Theory]
    [InlineData("check", "rules", "rules.yml")]
    [InlineData("check", "config", "--syntax-only", "prometheus.yml")]
    [InlineData("test", "rules", "rules.test.yml")]
    public async Task Prometheus_takes_the_files_and_alerts_when_it_should(params string[] arguments)
    {
        var promtool = InstalledProgram.Find("promtool");
        Assert.SkipWhen(promtool is null, "promtool is not installed (apt-get install prometheus)");
        var (exitCode, output, errors) = await ProcessRun.ToEndAsync(
            new ProcessStartInfo(promtool!, arguments) { WorkingDirectory = Path.GetDirectoryName(OperatorFiles.Rules)! });
        Assert.True(exitCode == 0, output + errors);
    }

    private async Task<HashSet<string>> ExposedAsync()
    {
        using var http = new HttpClient();
        var names = new HashSet<string>();
        foreach (var instance in new[] { "controlplane", "federation", "node-1", "node-2", "node-3" })
        {
            var address = new Uri(shared.Arena.Run.Resources.Single(r => r.Instance == instance).Endpoints!["http"]);
            var text = await http.GetStringAsync(new Uri(address, "/metrics"), RunningArena.Limit());
            names.UnionWith(text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('{', ' ')[0]));
        }

        return names;
    }
}
