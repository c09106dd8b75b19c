using System.CommandLine;
using Arena.Contracts.V1;
using Google.Protobuf;

namespace Arena.Cli.Ledger;

/// <summary><c>arena ledger check FILE</c>: looks at a proof with nothing but files.</summary>
internal static class CheckCommand
{
    private const int MaxBytes = 64 << 20;

    public static Command Create()
    {
        var file = new Argument<string>("PROOF") { Description = "What 'arena ledger prove' printed." };
        var checkpoint = LedgerOptions.Checkpoint("A checkpoint of the ledger that you kept. Default: the one in the proof.");
        var key = LedgerOptions.Key();
        var command = new Command(
            "check", "Checks a proof that a match's result is in a ledger, without any system. Exit code 1 when it does not hold.")
        {
            file, checkpoint, key,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            var kept = parsed.GetValue(checkpoint) is { } given ? KeptCheckpoint.Read(given) : null;
            var check = MatchProofCheck.Of(path, Read(path), kept, parsed.GetValue(key));
            foreach (var sentence in check.Faults.Count > 0 ? check.Faults : check.Found)
                parsed.InvocationConfiguration.Output.WriteLine(sentence);
            return check.Faults.Count > 0 ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static MatchProof Read(string path)
    {
        var json = SmallFile.Read(path, MaxBytes);
        try
        {
            return MatchProof.Parser.ParseJson(json);
        }
        catch (Exception invalid) when (invalid is InvalidProtocolBufferException or InvalidJsonException or FormatException
            or InvalidOperationException or OverflowException)
        {
            throw new CommandException($"{path} is no proof of a match: {invalid.Message.TrimEnd('.')}", ExitCode.Failed);
        }
    }
}
