using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;
using Arena.Core.Proofs;
using Google.Protobuf;

namespace Arena.Cli.Ledger;

/// <summary><c>arena ledger audit</c>: recomputes the hash chain over the whole ledger.</summary>
internal static class LedgerCommand
{
    // What the audit was called before rechecks had a word of their own.
    private const string FormerName = "verify";

    private static readonly Option<byte[]?> _head = new("--head")
    {
        Description = "A head that was written down, all 64 digits: the ledger has to have had it, with everything before it as it was.",
        HelpName = "HASH",
        CustomParser = ReadHead,
    };

    private static readonly Option<long?> _results = new("--results")
    {
        Description = "With --head: how many results the ledger had then.",
        HelpName = "N",
        CustomParser = given => CommonOptions.Number("--results", 0L, long.MaxValue)(given),
    };

    private static readonly Option<string?> _checkpoint = LedgerOptions.Checkpoint(
        "A signed checkpoint that was kept: the ledger has to begin with what it was made of.");

    private static readonly Option<NoteKey?> _key = LedgerOptions.Key();

    public static Command Create() => new("ledger", "The ledger of results: whether it is whole, and proofs of that.")
    {
        Audit(), CheckpointCommand.Create(), ProveCommand.Create(), CheckCommand.Create(), KeyCommands.Keys(), KeyCommands.Rotate(),
        KeyCommands.Key(),
    };

    private static Command Audit()
    {
        var json = CommonOptions.Json();
        var audit = new Command(
            "audit",
            "Reads the whole ledger, recomputes its hash chain, and compares it with its head, its checkpoints, the counts of every "
            + "league and what the nodes have heard. Exit code 1 when anything differs.")
        {
            _head, _results, _checkpoint, _key, json,
        };
        var system = SystemOptions.AddTo(audit);
        audit.Aliases.Add(FormerName);
        audit.Validators.Add(given =>
        {
            if (given.GetResult(_results) is not null && given.GetResult(_head) is null)
                given.AddError("--results says of how many results a head is: wanted --head HASH with it");
            if (given.GetResult(_key) is not null && given.GetResult(_checkpoint) is null)
                given.AddError("--verifier says who signed a checkpoint: wanted --checkpoint FILE with it");
        });
        audit.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new VerifyLedgerRequest { Head = ByteString.CopyFrom(parsed.GetValue(_head) ?? []) };
            if (parsed.GetValue(_results) is { } results)
                request.Results = results;
            var kept = parsed.GetValue(_checkpoint) is { } file ? KeptCheckpoint.Read(file) : null;
            if (kept is not null && parsed.GetValue(_key) is { } key && kept.FaultOf(key) is { } fault)
                throw new CommandException(fault, ExitCode.Failed);
            request.Checkpoint = kept?.Note ?? "";
            using var client = RunningSystem.Connect(system.Of(parsed));
            var found = await client.AuditLedgerAsync(request, cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(found);
            else
                Write(found, request, kept);
            return found.Valid ? ExitCode.Done : ExitCode.Failed;
        });
        return audit;
    }

    private static byte[]? ReadHead(ArgumentResult given)
    {
        var digits = given.Tokens[0].Value;
        if (digits.Length == 2 * SHA256.HashSizeInBytes && digits.All(char.IsAsciiHexDigit))
            return Convert.FromHexString(digits);
        var head = new byte[SHA256.HashSizeInBytes];
        if (Convert.TryFromBase64String(digits, head, out var read) && read == head.Length) // as --json has it
            return head;
        given.AddError($"--head is '{digits}'; wanted the {2 * SHA256.HashSizeInBytes} hexadecimal digits of a ledger's head");
        return null;
    }

    private static void Write(VerifyLedgerResponse found, VerifyLedgerRequest asked, KeptCheckpoint? kept)
    {
        if (!found.Valid)
        {
            Console.WriteLine($"the ledger in {found.Store} is NOT whole:");
            foreach (var fault in found.Faults)
                Console.WriteLine($"  {fault}");
            return;
        }

        Console.Write($"{Counted.Of(found.Results, "result")} of {Counted.Of(found.Tasks, "match")} in {found.Store}; ");
        Console.WriteLine($"the chain is whole; head {Convert.ToHexStringLower(found.Head.Span)}");
        if (found.Checkpoints > 0)
            Console.WriteLine($"It begins with what each of the {Counted.Of(found.Checkpoints, "checkpoint")} is of that it has");
        if (!asked.Head.IsEmpty)
            Console.WriteLine($"It extends {Convert.ToHexStringLower(asked.Head.Span)}");
        if (kept is not null)
            Console.WriteLine($"It begins with the {Counted.Of(kept.Checkpoint.Size, "entry")} that {kept.Name} is of");
    }
}
