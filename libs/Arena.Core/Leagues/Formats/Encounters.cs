using Arena.Core.Primitives;

namespace Arena.Core.Leagues.Formats;

/// <summary>
/// When two are paired they play one or more matches: two with seats swapped and one seed, as often as the league repeats.
/// They are neighbours in the league's numbering. Without swapped seats, seats alternate between repetitions.
/// </summary>
internal sealed class Encounters(LeagueDefinition league, string stream)
{
    private readonly Seed _seed = new Seed(league.Seed).Derive(stream);
    private readonly int _legs = league.SwapSeats ? 2 : 1;

    /// <summary>Matches of an encounter.</summary>
    public int Matches { get; } = (league.SwapSeats ? 2 : 1) * league.Repetitions;

    /// <summary>Whether one of the two has the first seat more often.</summary>
    public bool SeatsMatter => Matches % 2 == 1;

    /// <summary>What an encounter is worth in half points.</summary>
    public int PointsForWin => 2 * Matches;

    public Seed Seed => _seed;

    /// <summary>The matches of all pairs of a round.</summary>
    public ScheduledMatch[] Expand(int start, int round, IReadOnlyList<(int First, int Second)> pairs)
    {
        var pairings = new ScheduledMatch[pairs.Count * Matches];
        for (var i = 0; i < pairings.Length; i++) pairings[i] = At(start, round, i, pairs[i / Matches]);
        return pairings;
    }

    public ScheduledMatch At(int start, int round, int offset, (int First, int Second) pair)
    {
        var (encounter, match) = Math.DivRem(offset, Matches);
        var (repetition, leg) = Math.DivRem(match, _legs);
        var seed = _seed.Derive((ulong)round).Derive((ulong)encounter).Derive((ulong)repetition);
        return ((leg + (_legs == 1 ? repetition : 0)) & 1) == 0
            ? new(start + offset, pair.First, pair.Second, seed)
            : new(start + offset, pair.Second, pair.First, seed);
    }

    /// <summary>The encounters of a round, in order.</summary>
    public IEnumerable<Encounter> Of(ITournament tournament, int round, IReadOnlyList<PlayedMatch> played)
    {
        var end = tournament.CountBefore(round + 1);
        for (var start = tournament.CountBefore(round); start < end; start += Matches)
        {
            var first = played[start].Pairing;
            var encounter = new Encounter(first.First, first.Second);
            for (var i = 0; i < Matches; i++) encounter = encounter.With(played[start + i]);
            yield return encounter;
        }
    }
}
