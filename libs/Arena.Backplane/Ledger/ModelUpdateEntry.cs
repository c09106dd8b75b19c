namespace Arena.Backplane.Ledger;

/// <summary>What a client sent for a round of a model.</summary>
/// <param name="Client">Unique within the round.</param>
/// <param name="Digest">SHA-256 of the update's numbers.</param>
/// <param name="Header">All else that the client said of it, as JSON; the ledger keeps it as it is.</param>
public sealed record ModelUpdateEntry(string Client, byte[] Digest, string Header)
{
    /// <summary>When it was received, by the store's clock.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whether the aggregator left it out of the version that the round made.</summary>
    public bool IsLeftOut { get; init; }
}
