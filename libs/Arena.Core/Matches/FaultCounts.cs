namespace Arena.Core.Matches;

/// <summary>How often an agent forfeited a match, by what it did. Who resigns forfeits nothing.</summary>
/// <param name="Crashes">It failed, or was not ready in time.</param>
/// <param name="Timeouts">It thought too long.</param>
/// <param name="Illegal">Its move was none.</param>
/// <param name="Disconnects">It was connected from elsewhere and left.</param>
public readonly record struct FaultCounts(int Crashes, int Timeouts, int Illegal, int Disconnects)
{
    /// <summary>Matches that it forfeited, in all.</summary>
    public int Total => Crashes + Timeouts + Illegal + Disconnects;

    /// <summary>These, and how it behaved in one more match.</summary>
    public FaultCounts With(Verdict verdict) => verdict switch
    {
        Verdict.Crash => this with { Crashes = Crashes + 1 },
        Verdict.Timeout => this with { Timeouts = Timeouts + 1 },
        Verdict.Illegal => this with { Illegal = Illegal + 1 },
        Verdict.Disconnect => this with { Disconnects = Disconnects + 1 },
        _ => this,
    };
}
