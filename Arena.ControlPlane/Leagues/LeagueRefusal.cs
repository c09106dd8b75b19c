using Arena.Core.Leagues.Document;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Arena.ControlPlane.Leagues;

/// <summary>Faults as a status that any client can read, with <c>google.rpc.BadRequest</c> for those that read fault by fault.</summary>
internal static class LeagueRefusal
{
    // A status travels in headers, of which clients take as little as 8 KiB.
    private const int MaxFaults = 10;
    private const int MaxLength = 200;

    public static RpcException Of(Code code, IReadOnlyList<LeagueFault> faults, string? headline = null)
    {
        var told = faults.Take(MaxFaults)
            .Select(f => new BadRequest.Types.FieldViolation { Field = Short(f.Path), Description = Short(f.Message) }).ToList();
        if (faults.Count > MaxFaults)
            told.Add(new() { Field = "$", Description = $"and {faults.Count - MaxFaults} more" });
        var lines = told.Select(f => $"{f.Field}: {f.Description}");
        var status = new Google.Rpc.Status
        {
            Code = (int)code,
            Message = string.Join('\n', headline is null ? lines : lines.Prepend(headline)),
        };
        if (code == Code.InvalidArgument)
            status.Details.Add(Any.Pack(new BadRequest { FieldViolations = { told } }));
        return status.ToRpcException();
    }

    private static string Short(string text) => text.Length <= MaxLength ? text : $"{text[..(MaxLength - 1)]}…";
}
