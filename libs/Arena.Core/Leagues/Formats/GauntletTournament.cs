namespace Arena.Core.Leagues.Formats;

/// <summary>
/// The first agents of the league, its seeds, each against everybody else; neither seeds nor the others play among
/// themselves. One round, all at once; seeds take their opponents in turn, each beginning with another.
/// </summary>
internal sealed class GauntletTournament : ITournament
{
    private readonly Encounters _encounters;
    private readonly int _seeds, _others;

    public GauntletTournament(LeagueDefinition league)
    {
        _encounters = new Encounters(league, LeagueFormat.Gauntlet);
        (_seeds, _others) = (league.Seeds, league.Agents.Length - league.Seeds);
        Count = checked(_seeds * _others * _encounters.Matches);
    }

    public int Rounds => 1;

    public int Count { get; }

    public int CountBefore(int round) => round == 0 ? 0 : Count;

    /// <summary>In each, every seed meets one opponent.</summary>
    public int Turns => _others;

    public int CountBeforeTurn(int turn) => turn * _seeds * _encounters.Matches;

    public IReadOnlyList<ScheduledMatch> Pair(int round, IReadOnlyList<PlayedMatch> earlier) => new IndexedPairings(Count, At);

    private ScheduledMatch At(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var (turn, seed) = Math.DivRem(index / _encounters.Matches, _seeds);
        var other = _seeds + (turn + seed) % _others;
        return _encounters.At(0, 0, index, (turn & 1) == 0 ? (seed, other) : (other, seed));
    }
}
