using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Access;
using Grpc.Core;

namespace Arena.ControlPlane.Audit;

/// <summary>Who a call is from, for the audit trail.</summary>
internal static class Requesters
{
    public const string WhyWanted = "A reason for the audit trail: one line of at most 1000 characters.";

    private const int MaxReason = 1000;

    /// <param name="context">Its user is whoever was authenticated; without one it is somebody at the machine.</param>
    /// <param name="why">Their reason; null or empty for none.</param>
    /// <exception cref="BadHttpRequestException">The reason is too long, or no text.</exception>
    public static Requester Of(HttpContext context, string? why) =>
        FaultOf(why) is { } fault ? throw new BadHttpRequestException(fault) : Named(context, why);

    /// <inheritdoc cref="Of(HttpContext, string?)"/>
    /// <exception cref="RpcException">The same: INVALID_ARGUMENT.</exception>
    public static Requester Of(ServerCallContext context, string? why) => FaultOf(why) is { } fault
        ? throw new RpcException(new Status(StatusCode.InvalidArgument, fault))
        : Named(context.GetHttpContext(), why);

    private static Requester Named(HttpContext context, string? why) =>
        Requester.Of(Caller.Find(context.User) is { } caller && caller != Caller.Anybody ? caller.Id : Requester.Local, why);

    /// <summary>Why that can be no reason; null when it can.</summary>
    public static string? FaultOf(string? why)
    {
        if (why is null)
            return null;
        if (why.Length > MaxReason)
            return $"why has {why.Length} characters; wanted at most {MaxReason}.";
        return why.Any(char.IsControl) ? "why has control characters in it; wanted one line of text." : null;
    }
}
