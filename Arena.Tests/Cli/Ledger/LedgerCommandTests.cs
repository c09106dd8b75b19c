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
}
