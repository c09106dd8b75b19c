using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Arena.ControlPlane.Ledger;

internal sealed class LedgerGrpcService(ILedger ledger) : LedgerService.LedgerServiceBase
{
    /// <summary>The audit of the chain, which has another name on the wire.</summary>
    public override async Task<VerifyLedgerResponse> Verify(VerifyLedgerRequest request, ServerCallContext context)
    {
        var audit = await LedgerAudit.RunAsync(ledger.Results, context.CancellationToken);
        return new VerifyLedgerResponse
        {
            Results = audit.Results,
            Tasks = audit.Tasks,
            Valid = audit.Fault is null,
            Fault = audit.Fault ?? "",
            Head = ByteString.CopyFrom(audit.Head),
            Store = ledger.Store.Name,
        };
    }
}
