namespace Arena.Backplane.Ledger;

/// <summary>A league as the ledger has it.</summary>
/// <param name="Forfeited">Forfeited matches, counted when the league completed; 0 until then.</param>
public sealed record LeagueEntry(
    string Id,
    string Name,
    string Game,
    ulong Seed,
    string Document,
    int Matches,
    string? TraceParent,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt,
    int Forfeited);
