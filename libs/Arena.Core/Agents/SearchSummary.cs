namespace Arena.Core.Agents;

/// <summary>What an agent says of its own search.</summary>
/// <param name="Centipawns">How well it stands in its own eyes; null when it says a mate instead.</param>
/// <param name="Mate">In how many of its moves it mates; negative when it is mated.</param>
/// <param name="Depth">Plies searched.</param>
public readonly record struct SearchSummary(int? Centipawns, int? Mate, int Depth)
{
    /// <summary>What else it says; null is nothing.</summary>
    public SearchDetails? Details { get; init; }

    /// <summary>One number for both: a mate counts for more than any material.</summary>
    public int Score => Centipawns ?? (Mate > 0 ? 30_000 : -30_000);
}
