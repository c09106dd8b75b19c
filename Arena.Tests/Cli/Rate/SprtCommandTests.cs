using System.Text.Json;

namespace Arena.Tests.Cli.Rate;

public sealed class SprtCommandTests
{
    [Theory]
    [InlineData(2.52, "continue", "--elo0", "0", "--elo1", "10", "--alpha", "0.01", "--beta", "0.01", "--model", "bayesian",
        "--wdl", "1477,2942,1351")]
    [InlineData(-4.69, "H0", "--elo0", "0", "--elo1", "10", "--alpha", "0.01", "--beta", "0.01", "--model", "bayesian", "--wdl", "3,1,149")]
    [InlineData(0.92, "continue", "--elo0", "0", "--elo1", "2", "--wdl", "36433,68692,36027")]
    [InlineData(2.25, "continue", "--elo0", "0", "--elo1", "2", "--model", "normalized", "--ptnml", "365,16618,36229,16974,390")]
    [InlineData(-4.98, "H0", "--elo0", "0", "--elo1", "2", "--model", "logistic", "--ptnml", "871,26175,55983,26678,821")]
    public async Task Published_ratios_come_out(double llr, string decision, params string[] args)
    {
        var run = await CommandRun.Of(["sprt", .. args, "--json"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(llr, json.RootElement.GetProperty("llr").GetDouble(), Math.Max(0.0051, 0.005 * Math.Abs(llr)));
        Assert.Equal(decision, json.RootElement.GetProperty("decision").GetString());
    }

    [Fact]
    public async Task Report_is_in_the_fields_dialect()
    {
        var run = await CommandRun.Of("sprt", "--elo0", "-3", "--elo1", "1", "--ptnml", "34,54,63,64,75");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Elo: 55.58 +/- 27.65, nElo: 57.94 +/- 28.28", run.Output, StringComparison.Ordinal);
        Assert.Contains("Ptnml(0-2): [34, 54, 63, 64, 75]", run.Output, StringComparison.Ordinal);
        Assert.Contains("(-2.94, 2.94) [-3.00, 1.00]", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0,0,0")]
    [InlineData("10,0,0")]
    [InlineData("0,10,0")]
    public async Task One_sided_and_empty_counts_are_finite(string counts)
    {
        foreach (var model in new[] { "normalized", "logistic", "bayesian", "bayeselo" })
        {
            var run = await CommandRun.Of("sprt", "--elo0", "0", "--elo1", "5", "--model", model, "--wdl", counts);
            Assert.Equal(0, run.ExitCode);
            Assert.DoesNotContain("NaN", run.Output, StringComparison.Ordinal);
            Assert.Equal(0, (await CommandRun.Of(
                "sprt", "--elo0", "0", "--elo1", "5", "--model", model, "--wdl", counts, "--json")).ExitCode);
        }
    }

    [Theory]
    [InlineData("--wdl", "0,0,0")]
    [InlineData("--ptnml", "0,0,0,0,0")]
    public async Task Shares_of_no_games_are_a_dash_and_null(string counts, string none)
    {
        string[] args = ["sprt", "--elo0", "0", "--elo1", "5", counts, none];
        var text = (await CommandRun.Of(args)).Output;
        Assert.Contains("DrawRatio: -", text, StringComparison.Ordinal);
        Assert.Contains("Points: 0.0 (-)", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await CommandRun.Of([.. args, "--json"])).Output);
        Assert.Equal(
            [JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.Number],
            new[] { "drawRatio", "score", "points" }.Select(name => json.RootElement.GetProperty(name).ValueKind));
    }

    [Theory]
    [InlineData("wanted counts", "--elo0", "0", "--elo1", "5")]
    [InlineData("found both", "--elo0", "0", "--elo1", "5", "--wdl", "1,2,3", "--ptnml", "1,2,3,4,5")]
    [InlineData("has 2 counts; wanted 3", "--elo0", "0", "--elo1", "5", "--wdl", "1,2")]
    [InlineData("has '-1'", "--elo0", "0", "--elo1", "5", "--wdl", "1,2,-1")]
    [InlineData("must be less than --elo1", "--elo0", "5", "--elo1", "5", "--wdl", "1,2,3")]
    [InlineData("less than 1 together", "--elo0", "0", "--elo1", "5", "--alpha", "0.6", "--beta", "0.5", "--wdl", "1,2,3")]
    [InlineData("did you mean 'logistic'", "--elo0", "0", "--elo1", "5", "--model", "logitic", "--wdl", "1,2,3")]
    [InlineData("single games", "--elo0", "0", "--elo1", "5", "--model", "bayesian", "--ptnml", "1,2,3,4,5")]
    [InlineData("--elo1", "--elo0", "0", "--wdl", "1,2,3")]
    [InlineData("--elo0 is '-99999'", "--elo0", "-99999", "--elo1", "5", "--wdl", "1,2,3")]
    [InlineData("--alpha is '2'", "--elo0", "0", "--elo1", "5", "--alpha", "2", "--wdl", "1,2,3")]
    [InlineData("did you mean 'logistic'", "--elo0", "0", "--elo1", "5", "--model", "logitic", "--ptnml", "1,2,3,4,5")]
    public async Task Wrong_usage_is_named_and_ends_with_two(string message, params string[] args)
    {
        var run = await CommandRun.Of(["sprt", .. args]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }
}
