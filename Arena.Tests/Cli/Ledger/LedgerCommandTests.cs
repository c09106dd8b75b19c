namespace Arena.Tests.Cli.Ledger;

public sealed class LedgerCommandTests
{
    [Theory]
    [InlineData("audit")]
    [InlineData("verify")]
    public async Task Audit_answers_to_its_former_name_too(string verb)
    {
        var run = await CommandRun.Of("ledger", verb, "--endpoint", "nowhere");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("arena: 'nowhere' is not an address such as http://127.0.0.1:5081\n", run.Errors);
    }

    [Theory]
    [InlineData("--head abc", "--head is 'abc'; wanted the 64 hexadecimal digits of a ledger's head")]
    [InlineData("--head 150cee930d1e622a", "--head is '150cee930d1e622a'; wanted the 64 hexadecimal digits")]
    [InlineData("--results 5", "--results says of how many results a head is: wanted --head HASH with it")]
    [InlineData("--head AAAA --results x", "--results is 'x'; wanted a whole number from 0")]
    public async Task Head_that_is_none_is_wrong_usage(string options, string told)
    {
        var run = await CommandRun.Of(["ledger", "audit", .. options.Split(' ')]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
    }
}
