namespace Arena.Backplane.Ledger;

/// <summary>A league that is to be played.</summary>
/// <param name="Id">Unique in the ledger.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Game">The game's name.</param>
/// <param name="Seed">What the schedule and its matches are a function of.</param>
/// <param name="Document">The league document in canonical JSON.</param>
/// <param name="Matches">How many matches the whole league has; at least 0.</param>
/// <param name="Tasks">Those that are known so far, by rising index from 0; read once. Later rounds are added when they are paired.</param>
/// <param name="TraceParent">W3C trace context of the call that started it; null when there was none.</param>
/// <param name="CreatedAt">Kept in UTC to the microsecond.</param>
public sealed record NewLeague(
    string Id,
    string Name,
    string Game,
    ulong Seed,
    string Document,
    int Matches,
    IEnumerable<NewTask> Tasks,
    string? TraceParent,
    DateTimeOffset CreatedAt);
