namespace Arena.Backplane.Ledger;

/// <summary>What became of an update that came.</summary>
public enum ReceivedUpdate
{
    /// <summary>It is in the round.</summary>
    Added,

    /// <summary>The same one was there already.</summary>
    Repeated,

    /// <summary>The client has another one in the round, which stays.</summary>
    Conflicting,

    /// <summary>The round is over, or not yet there, or there is no such model.</summary>
    WrongRound,
}
