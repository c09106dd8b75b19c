using System.Security.Cryptography;
using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Nodes;
using Arena.Core.Proofs;
using Google.Protobuf;
using Grpc.Core;

namespace Arena.ControlPlane.Ledger;

internal sealed class LedgerGrpcService(ILedger ledger, NodeDirectory nodes) : LedgerService.LedgerServiceBase
{
    /// <summary>The audit of the ledger, which has another name on the wire.</summary>
    public override async Task<VerifyLedgerResponse> Verify(VerifyLedgerRequest request, ServerCallContext context)
    {
        if (request.Head.Length is not (0 or SHA256.HashSizeInBytes))
        {
            throw new RpcException(new Status(
                StatusCode.InvalidArgument, $"The head has {request.Head.Length} bytes; wanted {SHA256.HashSizeInBytes}."));
        }

        var audit = await LedgerAudit.RunAsync(
            ledger.Chain, ledger.Checkpoints, [.. Asked(request), .. NodeHeads.Of(nodes)], CheckpointOf(request),
            context.CancellationToken);
        return new VerifyLedgerResponse
        {
            Results = audit.Results,
            Tasks = audit.Tasks,
            Leagues = audit.Leagues,
            Changes = audit.Changes,
            Checkpoints = audit.Checkpoints,
            Valid = audit.Faults.Count == 0,
            Fault = audit.Faults.FirstOrDefault() ?? "",
            Faults = { audit.Faults },
            Head = ByteString.CopyFrom(audit.Head),
            Store = ledger.Store.Name,
        };
    }

    public override async Task<LedgerHead> GetHead(GetLedgerHeadRequest request, ServerCallContext context)
    {
        if (await ledger.Chain.HeadAsync(context.CancellationToken) is not { } head)
            throw new RpcException(new Status(StatusCode.NotFound, "The ledger has no head: somebody has removed it."));
        return new LedgerHead
        {
            Ledger = head.Ledger, Results = head.Results, Leagues = head.Leagues, Hash = ByteString.CopyFrom(head.Hash),
        };
    }

    private static Checkpoint? CheckpointOf(VerifyLedgerRequest request)
    {
        if (request.Checkpoint.Length == 0)
            return null;
        if (SignedNote.TryParse(request.Checkpoint, out var note, out var fault) && Checkpoint.TryParse(note.Text, out var read, out fault))
            return read;
        throw new RpcException(new Status(StatusCode.InvalidArgument, $"The checkpoint is none: {fault}."));
    }

    private static IEnumerable<KnownHead> Asked(VerifyLedgerRequest request)
    {
        if (!request.Head.IsEmpty)
            yield return new KnownHead("whoever asks", request.Head.ToByteArray(), request.HasResults ? request.Results : null);
    }
}
