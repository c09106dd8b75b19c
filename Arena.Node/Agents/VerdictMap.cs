using Arena.Core.Matches;

namespace Arena.Node.Agents;

internal static class VerdictMap
{
    public static Contracts.V1.Verdict ToMessage(Verdict verdict) => verdict switch
    {
        Verdict.Ok => Contracts.V1.Verdict.Ok,
        Verdict.Illegal => Contracts.V1.Verdict.Illegal,
        Verdict.Timeout => Contracts.V1.Verdict.Timeout,
        Verdict.Crash => Contracts.V1.Verdict.Crash,
        Verdict.Disconnect => Contracts.V1.Verdict.Disconnect,
        Verdict.Resign => Contracts.V1.Verdict.Resign,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "has no name on the wire"),
    };
}
