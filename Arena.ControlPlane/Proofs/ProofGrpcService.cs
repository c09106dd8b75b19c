using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Audit;
using Arena.Core.Proofs;
using Arena.ServiceDefaults.Access;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Arena.ControlPlane.Proofs;

internal sealed class ProofGrpcService(
    CheckpointLoop loop, TreeReader tree, SigningKeys keys, IChain chain, ICheckpointStore store) : ProofService.ProofServiceBase
{
    public override async Task<SignedCheckpoint> GetCheckpoint(GetCheckpointRequest request, ServerCallContext context)
    {
        var last = request.Fresh ? null : await store.LastAsync(context.CancellationToken);
        return await ToMessageAsync(last ?? await loop.FreshAsync(context.CancellationToken), context.CancellationToken);
    }

    public override async Task<MatchProof> ProveMatch(ProveMatchRequest request, ServerCallContext context)
    {
        var leagueId = TenantName.Qualify(Caller.Of(context.GetHttpContext()).Tenant, request.LeagueId);
        var match = await FindAsync(leagueId, request, context.CancellationToken);
        var stored = await CheckpointForAsync(request.Size, match.Entry, context.CancellationToken);
        var size = request.Size == 0 ? stored!.Size : request.Size;
        return new MatchProof
        {
            Checkpoint = stored is null ? new SignedCheckpoint() : await ToMessageAsync(stored, context.CancellationToken),
            Size = size,
            League = ProofMessages.Of(match.League),
            LeaguePath = await PathAsync(match.LeagueEntry, size, context.CancellationToken),
            Result = ProofMessages.Of(match.Result, match.Task),
            ResultPath = await PathAsync(match.Entry, size, context.CancellationToken),
        };
    }

    public override async Task<Contracts.V1.ConsistencyProof> ProveConsistency(ProveConsistencyRequest request, ServerCallContext context)
    {
        if (request.From < 0 || request.From > request.To)
        {
            throw new RpcException(new Status(
                StatusCode.InvalidArgument, $"from is {request.From} and to {request.To}; wanted two sizes, the smaller one first."));
        }

        await CheckSizeAsync(request.To, context.CancellationToken);
        var parts = Core.Proofs.ConsistencyProof.PartsOf(request.From, request.To);
        return new Contracts.V1.ConsistencyProof { Hashes = { await HashesAsync(parts, context.CancellationToken) } };
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
            throw new RpcException(new Status(StatusCode.FailedPrecondition, inFile.Message));
        }

        return await ToMessageAsync(await loop.FreshAsync(context.CancellationToken), context.CancellationToken);
    }

    // No league's id has control characters, and a store may not take them.
    private async Task<ChainedMatch> FindAsync(string leagueId, ProveMatchRequest request, CancellationToken cancellationToken)
    {
        if (!request.LeagueId.Any(char.IsControl)
            && await chain.FindAsync(leagueId, request.Index, cancellationToken) is { } match)
            return match;
        throw new RpcException(new Status(
            StatusCode.NotFound, $"The ledger has no result of match {request.Index} of a league '{request.LeagueId}'."));
    }

    // Null where somebody has a checkpoint of their own of that size.
    private async Task<StoredCheckpoint?> CheckpointForAsync(long size, long entry, CancellationToken cancellationToken)
    {
        if (size == 0)
        {
            return await store.LastAsync(cancellationToken) is { } last && last.Size > entry
                ? last
                : await loop.FreshAsync(cancellationToken);
        }

        await CheckSizeAsync(size, cancellationToken);
        if (entry >= size)
        {
            throw new RpcException(new Status(
                StatusCode.FailedPrecondition,
                $"The match is entry {entry} of the log, and the checkpoint is of {size} entries: it came later. "
                + "Take a newer checkpoint."));
        }

        return await store.FindAsync(size, cancellationToken);
    }

    private async Task CheckSizeAsync(long size, CancellationToken cancellationToken)
    {
        var signed = (await store.LastAsync(cancellationToken))?.Size ?? 0;
        if (size < 1 || size > signed)
        {
            throw new RpcException(new Status(
                StatusCode.InvalidArgument, $"There is no checkpoint of {size} entries: the newest of this ledger is of {signed}."));
        }
    }

    private async Task<EntryPath> PathAsync(long entry, long size, CancellationToken cancellationToken) => new()
    {
        Index = entry, Hashes = { await HashesAsync(InclusionProof.PartsOf(entry, size), cancellationToken) },
    };

    private async Task<IEnumerable<ByteString>> HashesAsync(
        IReadOnlyList<IReadOnlyList<Subtree>> parts, CancellationToken cancellationToken) =>
        (await tree.JoinAsync(parts, cancellationToken)).Select(hash => ByteString.CopyFrom(hash));

    private async Task<SignedCheckpoint> ToMessageAsync(StoredCheckpoint checkpoint, CancellationToken cancellationToken) => new()
    {
        Note = checkpoint.Note, Keys = { (await store.KeysAsync(cancellationToken)).Select(key => key.Public) },
    };
}
