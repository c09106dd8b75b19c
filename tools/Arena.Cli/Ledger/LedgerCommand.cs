using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;
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

    public static Command Create()
    {
        var json = CommonOptions.Json();
        var audit = new Command(
            "audit",
            "Reads the whole ledger, recomputes its hash chain, and compares it with its head, the counts of every league "
            + "and what the nodes have heard. Exit code 1 when anything differs.")
        {
            _head, _results, json,
        };
        var system = SystemOptions.AddTo(audit);
        audit.Aliases.Add(FormerName);
        audit.Validators.Add(given =>
        {
            if (given.GetResult(_results) is not null && given.GetResult(_head) is null)
                given.AddError("--results says of how many results a head is: wanted --head HASH with it");
        });
        audit.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new VerifyLedgerRequest { Head = ByteString.CopyFrom(parsed.GetValue(_head) ?? []) };
            if (parsed.GetValue(_results) is { } results)
                request.Results = results;
            using var client = RunningSystem.Connect(system.Of(parsed));
            var found = await client.AuditLedgerAsync(request, cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(found);
            else
                Write(found, request);
            return found.Valid ? ExitCode.Done : ExitCode.Failed;
        });
        return new Command("ledger", "The ledger of results.") { audit };
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

    private static void Write(VerifyLedgerResponse found, VerifyLedgerRequest asked)
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
        if (!asked.Head.IsEmpty)
            Console.WriteLine($"It extends {Convert.ToHexStringLower(asked.Head.Span)}");
    }
}
