using Arena.Core.Primitives;

namespace Arena.Core.Leagues.Formats;

/// <summary>
/// Everybody against everybody. Matches come in rounds by the circle method (E. Lucas, "Récréations mathématiques",
/// 1883), in each of which every agent plays once, or sits out once in a while when their number is odd: so early
/// results already cover everybody. Any match is computed from its index; nothing is stored.
/// </summary>
/// <remarks>
/// A repetition is all rounds, then the matches of each agent against itself if the league has self-play. With seats
/// swapped, each pairing is two neighbouring matches with one seed. Without, seats alternate between repetitions.
/// </remarks>
internal sealed class RoundRobin
{
    /// <summary>The format's name in league documents.</summary>
    public const string Name = "round-robin";

    private readonly Seed _pairs;            // the stream of matches between two
    private readonly Seed _selves;           // the stream of matches of agents against themselves
    private readonly int _agents;
    private readonly int _circle;            // seats at the table less one: rounds in a repetition
    private readonly int _pairsPerRound;
    private readonly int _legs;
    private readonly int _pairedPerRepetition;
    private readonly int _perRepetition;

    /// <summary>The league's schedule, as if it were a round robin whatever its format is.</summary>
    /// <exception cref="OverflowException">It has more matches than can be numbered.</exception>
    public RoundRobin(LeagueDefinition league)
    {
        ArgumentNullException.ThrowIfNull(league);
        _agents = league.Agents.Length;
        _pairs = new Seed(league.Seed).Derive("pair");
        _selves = new Seed(league.Seed).Derive("self");
        _circle = _agents % 2 == 0 ? _agents - 1 : _agents;
        _pairsPerRound = _agents / 2;
        _legs = league.SwapSeats ? 2 : 1;
        _pairedPerRepetition = _circle * _pairsPerRound * _legs;
        _perRepetition = _pairedPerRepetition + (league.SelfPlay ? _agents : 0);
        Count = checked(_perRepetition * league.Repetitions);
        Turns = checked(_circle * league.Repetitions);
    }

    /// <summary>Matches in the league.</summary>
    public int Count { get; }

    /// <summary>Rounds of the circle, over all repetitions: in each everybody plays once, or sits out.</summary>
    internal int Turns { get; }

    /// <summary>Matches in the turns before this one; those of agents against themselves end a repetition.</summary>
    internal int CountBeforeTurn(int turn)
    {
        var (repetition, rest) = Math.DivRem(turn, _circle);
        return repetition * _perRepetition + rest * _pairsPerRound * _legs;
    }

    /// <summary>Matches that a league would have; may be far more than are allowed.</summary>
    internal static Int128 CountOf(int agents, int repetitions, bool swapSeats, bool selfPlay) =>
        ((Int128)agents * (agents - 1) / 2 * (swapSeats ? 2 : 1) + (selfPlay ? agents : 0)) * repetitions;

    /// <summary>The match with a number from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that number.</exception>
    public ScheduledMatch At(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var (repetition, rest) = Math.DivRem(index, _perRepetition);
        return rest >= _pairedPerRepetition
            ? OfItself(index, repetition, rest - _pairedPerRepetition)
            : OfTwo(index, repetition, rest);
    }

    private ScheduledMatch OfItself(int index, int repetition, int agent) =>
        new(index, agent, agent, _selves.Derive((ulong)repetition).Derive((ulong)agent));

    private ScheduledMatch OfTwo(int index, int repetition, int rest)
    {
        var (pair, leg) = Math.DivRem(rest, _legs);
        var (round, slot) = Math.DivRem(pair, _pairsPerRound);
        var (first, second) = Opponents(round, slot);
        var pairSeed = _pairs.Derive((ulong)repetition).Derive((ulong)pair);
        return ((leg + (_legs == 1 ? repetition : 0)) & 1) == 0
            ? new(index, first, second, pairSeed)
            : new(index, second, first, pairSeed);
    }

    // The others sit in a circle and turn by one seat each round. With an even number, the last agent sits in the
    // middle and plays whoever comes to the front; with an odd number, whoever comes to the front sits out.
    private (int First, int Second) Opponents(int round, int slot)
    {
        var distance = _agents % 2 == 0 ? slot : slot + 1;
        if (distance == 0) return round % 2 == 0 ? (_circle, round) : (round, _circle);
        var ahead = (round + distance) % _circle;
        var behind = (round - distance + _circle) % _circle;
        return distance % 2 == 0 ? (ahead, behind) : (behind, ahead);
    }
}
