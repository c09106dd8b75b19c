namespace Arena.Tests.Cli.Dials;

public sealed class DialsCommandTests
{
    [Theory]
    [InlineData("VALUE is 'much'; wanted a number", "set", "PFSP_power", "much")]
    [InlineData("VALUE is 'NaN'; wanted a number", "set", "PFSP_power", "NaN")]
    [InlineData("EPOCH is 'x'; wanted a whole number from 0", "rollback", "x")]
    [InlineData("EPOCH is '1.5'; wanted a whole number from 0", "report", "1.5", "--league", "l")]
    [InlineData("--league", "report", "1")]
    [InlineData("--limit is '0'; wanted a whole number from 1 to 200", "history", "--limit", "0")]
    [InlineData("did you mean 'rollback'?", "rolback", "1")]
    public async Task What_cannot_be_is_wrong_usage_and_told(string told, params string[] words)
    {
        var run = await CommandRun.Of(["dials", .. words, "--endpoint", "http://127.0.0.1:1"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
    }
}
