namespace Arena.Backplane.Ledger;

/// <summary>What came of playing a match again. The numbers are stored.</summary>
public enum RecheckOutcome
{
    /// <summary>It went the same way.</summary>
    Agreed = 1,

    /// <summary>It went another way.</summary>
    Disagreed = 2,

    /// <summary>It was to be played again, and nobody could.</summary>
    Skipped = 3,
}
