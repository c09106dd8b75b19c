using System.ComponentModel;
using System.Security.Cryptography;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Api.Problems;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Api.V1;

/// <summary>The hash chain over leagues and results.</summary>
internal static class LedgerEndpoints
{
    public static void MapLedgerEndpoints(this RouteGroupBuilder v1)
    {
        var ledger = v1.MapGroup("/ledger").WithTags("Ledger");
        ledger.MapGet("/head", HeadAsync).WithOperation("getLedgerHead", "Where the chain ends now", 404);
        ledger.MapGet("/audit", AuditAsync)
            .WithOperation("auditLedger", "Reads the whole chain again and says what is wrong with it", 400)
            .WithDescription("Takes as long as the ledger is: about a second for 100,000 results.");
    }

    private static async Task<Results<Ok<LedgerHeadBody>, ProblemHttpResult>> HeadAsync(
        ILedger ledger, CancellationToken cancellationToken)
    {
        if (await ledger.Chain.HeadAsync(cancellationToken) is not { } head)
            return Problem.NotFound("The ledger has no head: somebody has removed it.");
        return TypedResults.Ok(
            new LedgerHeadBody(head.Ledger, head.Results, head.Leagues, Convert.ToHexStringLower(head.Hash), ledger.Store.Name));
    }

    private static async Task<Results<Ok<LedgerAuditBody>, ProblemHttpResult>> AuditAsync(
        ILedger ledger, NodeDirectory nodes,
        [FromQuery, Description("A head that was written down, 64 hexadecimal digits: the chain has to have had it.")] string? head,
        [FromQuery, Description("How many results the ledger had then.")] long? results, CancellationToken cancellationToken)
    {
        KnownHead[] asked = [];
        if (head is not null)
        {
            if (head.Length != 2 * SHA256.HashSizeInBytes || !head.All(char.IsAsciiHexDigit))
                return Problem.BadRequest($"head: found {head.Length} characters; wanted {2 * SHA256.HashSizeInBytes} hexadecimal digits.");
            asked = [new KnownHead("whoever asks", Convert.FromHexString(head), results)];
        }

        var audit = await LedgerAudit.RunAsync(
            ledger.Chain, ledger.Checkpoints, [.. asked, .. NodeHeads.Of(nodes)], checkpoint: null, cancellationToken);
        return TypedResults.Ok(LedgerAuditBody.Of(audit));
    }
}

/// <param name="Ledger">Which ledger: 32 hexadecimal digits, drawn when it was made.</param>
/// <param name="Hash">SHA-256 of the chain up to there.</param>
/// <param name="Store">postgres or memory.</param>
internal sealed record LedgerHeadBody(string Ledger, long Results, long Leagues, string Hash, string Store);

/// <param name="Valid">Whether nothing is wrong.</param>
/// <param name="Tasks">Distinct tasks among the results.</param>
/// <param name="Checkpoints">Those that are stored, each of which was compared.</param>
/// <param name="Faults">What is wrong, a sentence each; the first twenty.</param>
/// <param name="Head">SHA-256 of the whole chain.</param>
internal sealed record LedgerAuditBody(
    bool Valid, long Results, long Tasks, long Leagues, long Checkpoints, IReadOnlyList<string> Faults, string Head)
{
    public static LedgerAuditBody Of(LedgerAudit audit) => new(
        audit.Faults.Count == 0, audit.Results, audit.Tasks, audit.Leagues, audit.Checkpoints, audit.Faults,
        Convert.ToHexStringLower(audit.Head));
}
