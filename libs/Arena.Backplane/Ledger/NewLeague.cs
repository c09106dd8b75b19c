namespace Arena.Backplane.Ledger;

/// <param name="Id">Unique in the ledger.</param>
/// <param name="Document">The league document in canonical JSON.</param>
/// <param name="Matches">How many matches the whole league has.</param>
/// <param name="Tasks">Those that are known so far, by rising index from 0; read once. Later rounds are added when they are paired.</param>
/// <param name="TraceParent">W3C trace context of the call that started it.</param>
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

/// <param name="Index">Position in the league's schedule.</param>
/// <param name="Seats">Agents by seat: positions in the document's agent list.</param>
public readonly record struct NewTask(int Index, int[] Seats, ulong Seed);
