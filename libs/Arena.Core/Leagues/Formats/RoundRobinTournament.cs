namespace Arena.Core.Leagues.Formats;

/// <summary>Everybody against everybody: one round, all at once. See <see cref="RoundRobin"/>.</summary>
internal sealed class RoundRobinTournament(LeagueDefinition league) : ITournament
{
    private readonly RoundRobin _schedule = new(league);

    public int Rounds => 1;

    public int Count => _schedule.Count;

    public int CountBefore(int round) => round == 0 ? 0 : Count;

    public int Turns => _schedule.Turns;

    public int CountBeforeTurn(int turn) => _schedule.CountBeforeTurn(turn);

    public IReadOnlyList<ScheduledMatch> Pair(int round, IReadOnlyList<PlayedMatch> earlier) => new IndexedPairings(Count, _schedule.At);
}
