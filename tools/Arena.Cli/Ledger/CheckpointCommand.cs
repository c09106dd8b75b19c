using System.CommandLine;
using Arena.Cli.Systems;
using Arena.Client;
using Arena.Contracts.V1;
using ConsistencyProof = Arena.Core.Proofs.ConsistencyProof;

namespace Arena.Cli.Ledger;

/// <summary><c>arena ledger checkpoint</c>: what the ledger is now, signed.</summary>
internal static class CheckpointCommand
{
    public static Command Create()
    {
        var output = new Option<string?>("--output", "-o")
        {
            Description = "A file to write it to. An older checkpoint in it is replaced only if the ledger still begins with what that was "
                + "made of.",
            HelpName = "FILE",
        };
        var command = new Command(
            "checkpoint", "Prints a signed checkpoint of all that the ledger has now, to be kept where nobody of the system can reach it.")
        {
            output,
        };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var note = (await client.Proofs.GetCheckpointAsync(
                new GetCheckpointRequest { Fresh = true }, cancellationToken: cancellationToken)).Note;
            if (parsed.GetValue(output) is { } file)
                await KeepAsync(client, note, file, cancellationToken);
            else
                Console.Write(note);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task KeepAsync(ArenaClient client, string note, string file, CancellationToken cancellationToken)
    {
        var made = KeptCheckpoint.Parse("what the system sent", note, out var fault) ?? throw new CommandException(fault!, ExitCode.Failed);
        if (File.Exists(file))
            await CompareAsync(client, KeptCheckpoint.Read(file), made, cancellationToken);
        try
        {
            var beside = $"{file}.new";
            await File.WriteAllTextAsync(beside, note, cancellationToken);
            File.Move(beside, file, overwrite: true);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(FileFault.Of(file, unwritable), ExitCode.Failed);
        }

        Console.WriteLine($"{file}: {made.Checkpoint.Size} entries of {made.Checkpoint.Origin}");
    }

    private static async Task CompareAsync(
        ArenaClient client, KeptCheckpoint kept, KeptCheckpoint made, CancellationToken cancellationToken)
    {
        var (before, after) = (kept.Checkpoint, made.Checkpoint);
        if (before.Origin != after.Origin)
            throw Refused(kept, $"it is of another ledger, {before.Origin}; this one is {after.Origin}");
        if (before.Size > after.Size)
            throw Refused(kept, $"it is of {before.Size} entries, and the ledger has {after.Size}: the last ones were removed");
        var request = new ProveConsistencyRequest { From = before.Size, To = after.Size };
        var proof = await client.Proofs.ProveConsistencyAsync(request, cancellationToken: cancellationToken);
        byte[][] hashes = [.. proof.Hashes.Select(hash => hash.ToByteArray())];
        if (!ConsistencyProof.Holds(before.Size, before.Root, after.Size, after.Root, hashes))
            throw Refused(kept, "the ledger does not begin with what it was made of: it was rewritten");
    }

    private static CommandException Refused(KeptCheckpoint kept, string why) =>
        new($"{kept.Name} is left as it is: {why}", ExitCode.Failed);
}
