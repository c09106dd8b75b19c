using Arena.Tests.Shared;

namespace Arena.Tests.Docs;

public sealed class OperationsPageTests
{
    private static readonly string[] _lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "operations.md"));

    [Fact]
    public void Every_alert_has_a_section_that_says_what_to_do_and_every_section_an_alert()
    {
        Assert.NotEmpty(OperatorFiles.Alerts);
        Assert.All(OperatorFiles.Alerts, alert =>
            Assert.Equal($"docs/operations.md#{alert.Name.ToLowerInvariant()}", alert.Runbook));
        Assert.Equal(
            OperatorFiles.Alerts.Select(alert => $"### {alert.Name}"),
            _lines.Where(line => line.StartsWith("### Arena", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_recorded_series_is_used_in_an_alert_or_on_a_dashboard()
    {
        var used = OperatorFiles.Expressions().SelectMany(e => OperatorFiles.SeriesOf(e.Expression)).ToHashSet();
        Assert.Empty(OperatorFiles.Recorded.Except(used));
    }
}
