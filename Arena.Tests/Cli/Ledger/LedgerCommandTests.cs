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

    [Theory]
    [InlineData("audit --verifier x+00000000+AA", "--verifier is 'x+00000000+AA': its key is not one of Ed25519 in base64")]
    [InlineData("prove", "Required argument 'LEAGUE/MATCH' missing")]
    [InlineData("prove l", "'l' names no match; wanted LEAGUE/MATCH, for example 'tournament/12'")]
    [InlineData("prove l/x", "'l/x' names no match; wanted LEAGUE/MATCH")]
    [InlineData("prove l/99999999999", "'l/99999999999' names no match; wanted LEAGUE/MATCH")]
    [InlineData("key /tmp/none --name a+b", "--name: 'a+b' is not the name of a key: wanted one without spaces and plus signs")]
    public async Task What_cannot_be_asked_for_is_wrong_usage(string arguments, string told)
    {
        var run = await CommandRun.Of(["ledger", .. arguments.Split(' ')]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is no proof of a match")]
    [InlineData("{}", "is no proof of a match: it wants a checkpoint, and a league and a result with a path each")]
    [InlineData("[1]", "is no proof of a match")]
    [InlineData("{\"size\": \"x\"}", "is no proof of a match")]
    [InlineData("{\"unknown\": 1}", "is no proof of a match")]
    public async Task File_that_is_no_proof_is_said_to_be_none(string json, string told)
    {
        var file = Path.Combine(Path.GetTempPath(), $"arena-{Guid.NewGuid():n}.json");
        await File.WriteAllTextAsync(file, json);
        try
        {
            var run = await CommandRun.Of("ledger", "check", file);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains(told, run.Output + run.Errors, StringComparison.Ordinal);
            var other = await CommandRun.Of("ledger", "check", file, "--checkpoint", file);
            Assert.Equal(1, other.ExitCode);
            Assert.Contains($"{file} is no signed checkpoint: ", other.Errors, StringComparison.Ordinal);
            Assert.Contains("there is no such file", (await CommandRun.Of("ledger", "check", $"{file}x")).Errors, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
