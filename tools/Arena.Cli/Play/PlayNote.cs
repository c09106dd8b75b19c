namespace Arena.Cli.Play;

/// <summary>What <c>arena play</c> writes down of a league, so that somebody can go on with it.</summary>
/// <param name="Id">The play's id, which is also the league's in its ledger.</param>
/// <param name="File">The league file that was named.</param>
/// <param name="Seed">What overrides the file's seed; null when nothing does.</param>
/// <param name="Played">Matches that were last seen played; there may be more in the ledger.</param>
/// <param name="Data">Where the stores' data lies, when that is not beside the note.</param>
internal sealed record PlayNote(
    string Id,
    string League,
    string Game,
    string File,
    ulong? Seed,
    int Nodes,
    DateTimeOffset StartedAt,
    int Matches,
    int Played,
    string? Data);
