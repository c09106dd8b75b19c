namespace Arena.Backplane.Ledger;

/// <summary>What there is to look at again. News only wakes up: whoever hears none looks all the same, only later.</summary>
public enum LedgerNews
{
    /// <summary>The outbox has more.</summary>
    Events,

    /// <summary>Tasks are pending again.</summary>
    Tasks,

    /// <summary>Sessions have come or gone, or have another status.</summary>
    Sessions,

    /// <summary>A message is on its way.</summary>
    Relays,

    /// <summary>A flag has changed.</summary>
    Flags,

    /// <summary>The dials have another epoch.</summary>
    Dials,

    /// <summary>Somebody wants a checkpoint of all that there is now.</summary>
    Checkpoints,
}
