namespace Arena.Tests.Cli.Flags;

public sealed class FlagsCommandTests
{
    [Theory]
    [InlineData("nothing to set; wanted --state, --percent,", "set", "f")]
    [InlineData("--percent is '101'; wanted a number from 0 to 100", "set", "f", "--percent", "101")]
    [InlineData("--percent is 'NaN'; wanted a number from 0 to 100", "set", "f", "--percent", "NaN")]
    [InlineData("--state is 'onn'; wanted on, off or conditional; did you mean 'on'?", "set", "f", "--state", "onn")]
    [InlineData("--from is 'noon'; wanted a time such as 2027-01-31T12:00Z", "set", "f", "--from", "noon")]
    [InlineData("--variant is 'calm'; wanted a name and a percentage, such as calm=50", "set", "f", "--variant", "calm")]
    [InlineData("--limit is '0'; wanted a whole number from 1 to 200", "history", "f", "--limit", "0")]
    public async Task What_cannot_be_is_wrong_usage_and_told(string told, params string[] words)
    {
        var run = await CommandRun.Of(["flags", .. words, "--endpoint", "http://127.0.0.1:1"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
    }
}
