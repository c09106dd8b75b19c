using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Arena.ControlPlane.Audit;

internal sealed class AuditGrpcService(AuditReader reader) : AuditService.AuditServiceBase
{
    public override async Task<ListAuditResponse> List(ListAuditRequest request, ServerCallContext context)
    {
        var query = new AuditQuery(request.Limit == 0 ? AuditReader.DefaultLimit : request.Limit)
        {
            Before = request.Before == 0 ? null : request.Before,
            Subject = request.Subject.Length == 0 ? null : request.Subject,
        };
        if (AuditReader.FaultOf(query) is { } fault)
            throw new RpcException(new Status(StatusCode.InvalidArgument, fault));
        var records = await reader.ReadAsync(query, context.CancellationToken);
        return new ListAuditResponse { Records = { records.Select(ToMessage) } };
    }

    private static AuditEntry ToMessage(AuditRecord record)
    {
        var (change, by) = (record.Change, record.By);
        var entry = new AuditEntry
        {
            Sequence = record.Sequence,
            At = record.At.ToTimestamp(),
            Who = by.Who,
            Tenant = change.Tenant,
            What = change.What,
            Subject = change.Subject,
            Why = by.Why ?? "",
            TraceId = by.TraceId ?? "",
            Hash = ByteString.CopyFrom(record.Hash),
        };
        if (change.Before is not null)
            entry.Before = change.Before;
        if (change.After is not null)
            entry.After = change.After;
        return entry;
    }
}
