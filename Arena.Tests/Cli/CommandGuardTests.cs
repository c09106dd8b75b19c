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
    public async Task Wrong_words_are_wrong_usage_with_a_sentence(string line, string told)
    {
        var run = await CommandRun.Of(line.Split(' '));
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"arena: {told}", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    public static TheoryData<Exception, int, string> Failures => new()
    {
        { new IOException("No space left on device : '/x'"), 1, "arena: No space left on device : '/x'\n" },
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
    public async Task Failure_that_nobody_can_be_told_of_is_an_exit_code() =>
        Assert.Equal(1, await CommandGuard.RunAsync([], new FullWriter(), _ => throw new IOException("No space left on device")));

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
        public override void WriteLine(string? value) => throw new IOException("No space left on device");
    }
}
