using System.CommandLine;
using System.CommandLine.Parsing;
using System.ComponentModel;
using System.Net.Sockets;
using Arena.Cli;
using Arena.Contracts.Channels;
using Grpc.Core;

namespace Arena.Tests.Cli;

/// <summary>Nobody is shown a stack trace, whatever they type and whatever happens.</summary>
public sealed class CommandGuardTests
{
    private static readonly string[] _values =
    [
        "abc", "", " ", "-1", "0", "1", "2", "0.5", "NaN", "Infinity", "-Infinity", "1e999", "99999999999999999999", "0x10", "1,5",
        "a=b", "=", "/no/such/file", "\0", "é",
    ];

    public static TheoryData<string> Verbs => new(PathsOf(ArenaCommand.Root(), []).Select(path => string.Join(' ', path)));

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Any_value_of_any_option_is_read_or_refused_with_a_sentence(string verb)
    {
        var words = verb.Split(' ');
        var command = CommandOf(words);
        foreach (var option in command.Options.Where(option => option.Arity.MaximumNumberOfValues > 0))
        {
            foreach (var value in _values)
            {
                var faults = ArenaCommand.Root().Parse([.. words, option.Name, value]).Errors;
                Assert.All(faults, fault => Assert.DoesNotContain("System.", fault.Message, StringComparison.Ordinal));
                Assert.All(faults, fault => Assert.DoesNotContain("Arena.", fault.Message, StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData("sprt --alpha abc --wdl 1,2,3", "--alpha is 'abc'; wanted a number between 0 and ")]
    [InlineData("sprt --elo0 0 --elo1 5 --wdl a,b,c", "--wdl has 'a'; wanted counts: W,D,L")]
    [InlineData("sprt --wdl 1,2,3", "Option '--elo0' is required.")]
    [InlineData("plya", "there is no command 'plya'; did you mean 'play'?")]
    [InlineData("ledger adit", "there is no command 'adit' of 'arena ledger'; did you mean 'audit'?")]
    [InlineData("zzz", "there is no command 'zzz'")]
    [InlineData("--json plya", "there is no command 'plya'; did you mean 'play'?")]
    [InlineData("--endpoint http://x ledger adit", "there is no command 'adit' of 'arena ledger'; did you mean 'audit'?")]
    [InlineData("--endpoint http://x matchs --json", "there is no command 'matchs'; did you mean 'match'?")]
    [InlineData("sprt --alpha abc", "wanted counts: --wdl W,D,L or --ptnml a,b,c,d,e\narena: --alpha is 'abc'; wanted a number")]
    [InlineData("sprt --wdl 1,2,3 --ptnml 1,2,3,4,5 --elo0 x", "--elo0 is 'x'; wanted a number")]
    [InlineData("play --nodes x", "--nodes is 'x'; wanted a whole number from 1 to 64")]
    [InlineData("export x --format pgnn", "--format is 'pgnn'; wanted record, pgn, kaggle or csv; did you mean 'pgn'?")]
    [InlineData("export --format zzz", "--format is 'zzz'; wanted record, pgn, kaggle or csv\n")]
    [InlineData("standings x --by mach", "--by is 'mach'; wanted round or match; did you mean 'match'?")]
    [InlineData("rate x --draws hlaf", "--draws is 'hlaf'; wanted half or davidson; did you mean 'half'?")]
    [InlineData("sprt --model zzz --wdl 1,2,3", "--model is 'zzz'; wanted normalized, logistic, bayesian or bayeselo\n")]
    [InlineData("play /", "/ is a directory; wanted a file\n")]
    [InlineData("replay /tmp/", "/tmp/ is a directory; wanted a file with records\n")]
    [InlineData("rate /", "/ is a directory; wanted a PGN or CSV file\n")]
    [InlineData("play /nowhere.json", "/nowhere.json: there is no such file or folder\n")]
    [InlineData("games show /no/such.nfg", "/no/such.nfg: there is no such file or folder\n")]
    public async Task Wrong_words_are_wrong_usage_with_a_sentence(string line, string told)
    {
        var run = await CommandRun.Of(line.Split(' '));
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"arena: {told}", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verb_alone_is_the_same_as_among_all()
    {
        foreach (var verb in ArenaCommand.Root().Subcommands)
        {
            var alone = Assert.Single(ArenaCommand.Root(verb.Name).Subcommands);
            Assert.Equal((verb.Name, verb.Options.Count, verb.Arguments.Count), (alone.Name, alone.Options.Count, alone.Arguments.Count));
        }
    }

    public static TheoryData<Exception, int, string> Failures => new()
    {
        { new IOException("No space left on device : '/x'"), 1, "arena: /x: No space left on device\n" },
        { new UnauthorizedAccessException("Access to '/x' is denied."), 1, "arena: Access to '/x' is denied.\n" },
        { new Win32Exception("no such program"), 1, "arena: no such program\n" },
        { new CommandException("wrong", 2), 2, "arena: wrong\n" },
        { new RpcException(new Status(StatusCode.NotFound, "there is no league 'x'")), 1, "arena: there is no league 'x'\n" },
        { new RpcException(new Status(StatusCode.InvalidArgument, "bad")), 2, "arena: bad\n" },
        { new RpcException(new Status(StatusCode.Internal, "")), 1, "arena: something went wrong there, and it does not say what\n" },
        {
            new RpcException(new Status(
                StatusCode.Internal, "Error reading next message. IOException: x SocketException: y",
                new HttpRequestException("x", new SocketException((int)SocketError.ConnectionReset)))),
            1, "arena: Connection reset by peer\n"
        },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task What_is_expected_is_a_sentence(Exception failure, int exitCode, string told)
    {
        var errors = new StringWriter();
        Assert.Equal(exitCode, await CommandGuard.RunAsync([], errors, _ => throw failure));
        Assert.Equal(told, errors.ToString());
    }

    [Fact]
    public async Task What_is_not_expected_is_a_sentence_and_a_file_for_whoever_mends_it()
    {
        var errors = new StringWriter();
        var code = await CommandGuard.RunAsync(["rate", "x"], errors, _ => throw new InvalidOperationException("Sequence is empty."));
        Assert.Equal(1, code);
        var told = errors.ToString();
        Assert.StartsWith("arena: a fault in Arena itself: Sequence is empty (InvalidOperationException).", told, StringComparison.Ordinal);
        var log = told[told.IndexOf("is in ", StringComparison.Ordinal)..].Split(' ')[2].TrimEnd(':');
        Assert.Contains("   at Arena.Tests.Cli", await File.ReadAllTextAsync(log), StringComparison.Ordinal);
        File.Delete(log);
    }

    [Fact]
    public async Task Failure_that_nobody_can_be_told_of_is_the_same_exit_code()
    {
        Assert.Equal(2, await ArenaCommand.RunAsync(["zzz"], new StringWriter(), new FullWriter()));
        Assert.Equal(2, await ArenaCommand.RunAsync(["play", "/"], new StringWriter(), new FullWriter()));
        Assert.Equal(1, await ArenaCommand.RunAsync(["rate", "--help"], new FullWriter(), new FullWriter()));
    }

    public static TheoryData<StatusCode> Codes => new(Enum.GetValues<StatusCode>());

    [Theory]
    [MemberData(nameof(Codes))]
    public void Names_of_statuses_are_not_words(StatusCode code)
    {
        var reason = CallFailure.Reason(new RpcException(new Status(code, "")));
        Assert.DoesNotContain(code.ToString(), reason, StringComparison.Ordinal);
        Assert.Contains(' ', reason);
    }

    private static IEnumerable<string[]> PathsOf(Command command, string[] path) => command.Subcommands.Count == 0
        ? [path]
        : command.Subcommands.SelectMany(verb => PathsOf(verb, [.. path, verb.Name]));

    private static Command CommandOf(string[] words) =>
        words.Aggregate(ArenaCommand.Root(), (command, word) => command.Subcommands.Single(verb => verb.Name == word));

    private sealed class FullWriter : StringWriter
    {
        public override void Write(char value) => throw Full();

        public override void Write(string? value) => throw Full();

        public override void WriteLine(string? value) => throw Full();

        private static IOException Full() => new("No space left on device");
    }
}
