using Verdict = Arena.Core.Matches.Verdict;

namespace Arena.ControlPlane.Leagues;

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

    /// <summary>Null for a value that this version does not know.</summary>
    public static Verdict? ToDomain(Contracts.V1.Verdict verdict) => verdict switch
    {
        Contracts.V1.Verdict.Ok => Verdict.Ok,
        Contracts.V1.Verdict.Illegal => Verdict.Illegal,
        Contracts.V1.Verdict.Timeout => Verdict.Timeout,
        Contracts.V1.Verdict.Crash => Verdict.Crash,
        Contracts.V1.Verdict.Disconnect => Verdict.Disconnect,
        Contracts.V1.Verdict.Resign => Verdict.Resign,
        _ => null,
    };
}
