using System.CommandLine;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;

namespace Arena.Cli.Ledger;

/// <summary><c>arena ledger audit</c>: recomputes the hash chain over every result.</summary>
internal static class LedgerCommand
{
    // What the audit was called before rechecks had a word of their own.
    private const string FormerName = "verify";

    public static Command Create()
    {
        var json = CommonOptions.Json();
        var endpoint = CommonOptions.Endpoint();
        var audit = new Command("audit", "Reads the whole ledger and recomputes its hash chain.") { json, endpoint };
        audit.Aliases.Add(FormerName);
        audit.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(parsed.GetValue(endpoint));
            var found = await client.AuditLedgerAsync(cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(found);
            else
                Write(found);
            return found.Valid ? ExitCode.Done : ExitCode.Failed;
        });
        return new Command("ledger", "The ledger of results.") { audit };
    }

    private static void Write(VerifyLedgerResponse found)
    {
        if (found.Valid)
        {
            Console.Write($"{found.Results} results of {found.Tasks} matches in {found.Store}; the chain is whole; ");
            Console.WriteLine($"head {Convert.ToHexStringLower(found.Head.Span)}");
        }
        else
            Console.WriteLine($"the ledger in {found.Store} is NOT whole: {found.Fault}");
    }
}
