using System.CommandLine;
using Arena.Cli.Output;
using Arena.Cli.Systems;

namespace Arena.Cli.Ledger;

/// <summary><c>arena ledger verify</c>: recomputes the hash chain over every result.</summary>
internal static class LedgerCommand
{
    public static Command Create()
    {
        var json = CommonOptions.Json();
        var endpoint = CommonOptions.Endpoint();
        var verify = new Command("verify", "Reads the whole ledger and recomputes its hash chain.") { json, endpoint };
        verify.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(parsed.GetValue(endpoint));
            var audit = await client.AuditLedgerAsync(cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(audit);
            else
                Console.WriteLine(audit.Valid
                    ? $"{audit.Results} results of {audit.Tasks} matches in {audit.Store}; the chain is whole; head {Convert.ToHexStringLower(audit.Head.Span)}"
                    : $"the ledger in {audit.Store} is NOT whole: {audit.Fault}");
            return audit.Valid ? ExitCode.Done : ExitCode.Failed;
        });
        return new Command("ledger", "The ledger of results.") { verify };
    }
}
