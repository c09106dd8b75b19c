using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Api.Paging;
using Arena.ControlPlane.Api.Problems;
using Arena.ControlPlane.Proofs;
using Arena.ServiceDefaults.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Api.V1;

/// <summary>Signed checkpoints of the ledger, and proofs of what is in it.</summary>
internal static class ProofEndpoints
{
    private const string NoteType = "text/plain";

    private const string FreshWanted = "One of all that the ledger has now, which may have to be made.";

    public static void MapProofEndpoints(this RouteGroupBuilder v1)
    {
        var checkpoints = v1.MapGroup("/checkpoints").WithTags("Proofs");
        checkpoints.MapGet("", ListAsync).WithOperation("listCheckpoints", "All checkpoints that are kept, the newest first", 400);
        checkpoints.MapGet("/latest", LatestAsync).WithOperation("getLatestCheckpoint", "The newest checkpoint");
        checkpoints.MapGet("/latest/note", LatestNoteAsync)
            .WithOperation("getLatestCheckpointNote", "The newest checkpoint as the file that \"arena ledger check --checkpoint\" takes")
            .Produces<string>(StatusCodes.Status200OK, NoteType);
        checkpoints.MapGet("/consistency", ConsistencyAsync)
            .WithOperation("proveConsistency", "That the log of one size begins with all that it had at a smaller one", 400);
        checkpoints.MapGet("/keys", KeysAsync).WithOperation("listSigningKeys", "The keys that sign checkpoints, the newest last", 400);
        checkpoints.MapGet("/{size}", GetAsync).WithOperation("getCheckpoint", "The first checkpoint of so many entries", 400, 404);
        checkpoints.MapGet("/{size}/note", NoteAsync)
            .WithOperation("getCheckpointNote", "The same as a file", 400, 404)
            .Produces<string>(StatusCodes.Status200OK, NoteType);
        v1.MapGet("/leagues/{id}/matches/{index}/proof", ProveAsync).WithTags("Proofs")
            .WithOperation("proveMatch", "That the match's result and its league are in the ledger", 400, 404, 409)
            .WithDescription("What \"arena ledger check FILE\" looks at, without any system.");
    }

    private static async Task<Results<Ok<Page<ListedCheckpointBody>>, ProblemHttpResult>> ListAsync(
        [AsParameters] PageQuery page, ICheckpointStore store, CancellationToken cancellationToken)
    {
        if (page.Check(first: long.MaxValue, out var before) is { } fault)
            return fault;
        var read = await store.ListAsync(before, page.Read, cancellationToken);
        return TypedResults.Ok(Page<ListedCheckpointBody>.Of(read, page, ListedCheckpointBody.Of, checkpoint => checkpoint.Number));
    }

    private static async Task<Ok<CheckpointBody>> LatestAsync(
        [FromQuery, Description(FreshWanted)] bool? fresh, Prover prover, ICheckpointStore store, CancellationToken cancellationToken)
    {
        var newest = await prover.NewestAsync(fresh == true, cancellationToken);
        return TypedResults.Ok(CheckpointBody.Of(newest, await store.KeysAsync(cancellationToken)));
    }

    private static async Task<ContentHttpResult> LatestNoteAsync(
        [FromQuery, Description(FreshWanted)] bool? fresh, Prover prover, CancellationToken cancellationToken) =>
        TypedResults.Text((await prover.NewestAsync(fresh == true, cancellationToken)).Note, NoteType);

    private static async Task<Results<Ok<CheckpointBody>, ProblemHttpResult>> GetAsync(
        long size, Prover prover, ICheckpointStore store, CancellationToken cancellationToken)
    {
        var outcome = await prover.FindAsync(size, cancellationToken);
        if (outcome is not ProofOutcome<StoredCheckpoint>.Made found)
            return ProblemOf(outcome);
        return TypedResults.Ok(CheckpointBody.Of(found.Value, await store.KeysAsync(cancellationToken)));
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> NoteAsync(
        long size, Prover prover, CancellationToken cancellationToken)
    {
        var outcome = await prover.FindAsync(size, cancellationToken);
        if (outcome is not ProofOutcome<StoredCheckpoint>.Made found)
            return ProblemOf(outcome);
        return TypedResults.Text(found.Value.Note, NoteType);
    }

    private static async Task<Results<Ok<ConsistencyBody>, ProblemHttpResult>> ConsistencyAsync(
        [FromQuery, Required, Description("The smaller size.")] long from, [FromQuery, Required, Description("The larger one.")] long to,
        Prover prover, CancellationToken cancellationToken)
    {
        var outcome = await prover.ProveConsistencyAsync(from, to, cancellationToken);
        if (outcome is not ProofOutcome<IReadOnlyList<byte[]>>.Made proved)
            return ProblemOf(outcome);
        return TypedResults.Ok(new ConsistencyBody(from, to, proved.Value));
    }

    private static async Task<Results<Ok<Page<SigningKeyBody>>, ProblemHttpResult>> KeysAsync(
        [AsParameters] PageQuery page, ICheckpointStore store, CancellationToken cancellationToken)
    {
        if (page.Check(first: 0, out var start) is { } fault)
            return fault;
        var keys = await store.KeysAsync(cancellationToken);
        return TypedResults.Ok(Page<SigningKeyBody>.From(keys, page, start, key => new SigningKeyBody(key.Public, key.At)));
    }

    private static async Task<Results<Ok<MatchProofBody>, ProblemHttpResult>> ProveAsync(
        string id, int index, [FromQuery, Description("For a checkpoint of so many entries; without one, for the newest.")] long? size,
        HttpContext context, Prover prover, ICheckpointStore store, CancellationToken cancellationToken)
    {
        var leagueId = TenantName.Qualify(Caller.Of(context).Tenant, id);
        var outcome = await prover.ProveMatchAsync(leagueId, id, index, size ?? 0, cancellationToken);
        if (outcome is not ProofOutcome<ProvedMatch>.Made proved)
            return ProblemOf(outcome);
        return TypedResults.Ok(MatchProofBody.Of(proved.Value, await store.KeysAsync(cancellationToken)));
    }

    private static ProblemHttpResult ProblemOf<T>(ProofOutcome<T> outcome) => outcome switch
    {
        ProofOutcome<T>.NotFound missing => Problem.NotFound(missing.Message),
        ProofOutcome<T>.Invalid invalid => Problem.BadRequest(invalid.Message),
        ProofOutcome<T>.TooEarly early => Problem.Conflict(early.Message),
        var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
    };
}
