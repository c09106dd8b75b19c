using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Audit;
using Arena.ServiceDefaults.Access;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Arena.ControlPlane.Proofs;

internal sealed class ProofGrpcService(
    Prover prover, CheckpointLoop loop, SigningKeys keys, IChain chain, ICheckpointStore store) : ProofService.ProofServiceBase
{
    private const int MaxLimit = 1000;
    private const int DefaultLimit = 50;

    public override async Task<SignedCheckpoint> GetCheckpoint(GetCheckpointRequest request, ServerCallContext context)
    {
        if (request.Fresh && request.Size != 0)
        {
            throw Refusal(
                StatusCode.InvalidArgument, $"size is {request.Size} and fresh is set; wanted one of them: a fresh one is of all entries.");
        }

        var found = request.Size == 0
            ? await prover.NewestAsync(request.Fresh, context.CancellationToken)
            : ValueOf(await prover.FindAsync(request.Size, context.CancellationToken));
        return await ToMessageAsync(found, context.CancellationToken);
    }

    public override async Task<ListCheckpointsResponse> ListCheckpoints(ListCheckpointsRequest request, ServerCallContext context)
    {
        if (request.Limit is < 0 or > MaxLimit || request.Before < 0)
        {
            throw Refusal(
                StatusCode.InvalidArgument,
                $"limit is {request.Limit} and before {request.Before}; wanted 1 to {MaxLimit}, or 0, and at least 0.");
        }

        var listed = await store.ListAsync(
            request.Before == 0 ? long.MaxValue : request.Before, request.Limit == 0 ? DefaultLimit : request.Limit,
            context.CancellationToken);
        return new ListCheckpointsResponse
        {
            Checkpoints =
            {
                listed.Select(made => new ListedCheckpoint { Number = made.Number, Size = made.Size, Note = made.Note }),
            },
        };
    }

    public override async Task<MatchProof> ProveMatch(ProveMatchRequest request, ServerCallContext context)
    {
        var leagueId = TenantName.Qualify(Caller.Of(context.GetHttpContext()).Tenant, request.LeagueId);
        var proved = ValueOf(await prover.ProveMatchAsync(
            leagueId, request.LeagueId, request.Index, request.Size, context.CancellationToken));
        var checkpoint = proved.Checkpoint is { } stored
            ? await ToMessageAsync(stored, context.CancellationToken)
            : new SignedCheckpoint();
        return ProofMessages.Of(proved, checkpoint);
    }

    public override async Task<ConsistencyProof> ProveConsistency(ProveConsistencyRequest request, ServerCallContext context)
    {
        var hashes = ValueOf(await prover.ProveConsistencyAsync(request.From, request.To, context.CancellationToken));
        return new ConsistencyProof { Hashes = { ProofMessages.Of(hashes) } };
    }

    public override async Task<ListSigningKeysResponse> ListSigningKeys(ListSigningKeysRequest request, ServerCallContext context)
    {
        var known = await store.KeysAsync(context.CancellationToken);
        return new ListSigningKeysResponse
        {
            Keys = { known.Select(key => new SigningKey { Public = key.Public, At = key.At.ToTimestamp() }) },
        };
    }

    public override async Task<SignedCheckpoint> RotateKey(RotateKeyRequest request, ServerCallContext context)
    {
        var by = Requesters.Of(context, request.Why);
        var head = await chain.HeadAsync(context.CancellationToken) ?? throw new InvalidDataException("The ledger has no head any more.");
        try
        {
            await keys.RotateAsync(head.Origin, by, context.CancellationToken);
        }
        catch (InvalidOperationException inFile)
        {
            throw Refusal(StatusCode.FailedPrecondition, inFile.Message);
        }

        return await ToMessageAsync(await loop.FreshAsync(context.CancellationToken), context.CancellationToken);
    }

    private static T ValueOf<T>(ProofOutcome<T> outcome) => outcome switch
    {
        ProofOutcome<T>.Made made => made.Value,
        ProofOutcome<T>.NotFound missing => throw Refusal(StatusCode.NotFound, missing.Message),
        ProofOutcome<T>.Invalid invalid => throw Refusal(StatusCode.InvalidArgument, invalid.Message),
        ProofOutcome<T>.TooEarly early => throw Refusal(StatusCode.FailedPrecondition, early.Message),
        var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
    };

    private async Task<SignedCheckpoint> ToMessageAsync(StoredCheckpoint checkpoint, CancellationToken cancellationToken) => new()
    {
        Note = checkpoint.Note, Keys = { (await store.KeysAsync(cancellationToken)).Select(key => key.Public) },
    };

    private static RpcException Refusal(StatusCode code, string message) => new(new Status(code, message));
}
