using System.Numerics;

namespace Arena.Core.Leagues.Formats;

/// <summary>
/// A single-elimination bracket. Agents are seeded in the order of the document and placed so that the best two can meet only in
/// the final, the best four only in the semifinals, and so on; the places that are missing to a power of two are byes of the best.
/// </summary>
/// <remarks>
/// Who has more points in an encounter goes on; then who has the higher total score, then more wins, then the better
/// seed. In the first match the first seat is that of whoever had it less often so far, or else of the better seed.
/// </remarks>
internal sealed class KnockoutTournament : ITournament
{
    private readonly Encounters _encounters;
    private readonly int _agents, _size;

    public KnockoutTournament(LeagueDefinition league)
    {
        _encounters = new Encounters(league, LeagueFormat.Knockout);
        _agents = league.Agents.Length;
        _size = (int)BitOperations.RoundUpToPowerOf2((uint)_agents);
        Rounds = BitOperations.Log2((uint)_size);
    }

    public int Rounds { get; }

    public int Count => checked((_agents - 1) * _encounters.Matches);

    // After round r there are at most size / 2^r agents left.
    public int CountBefore(int round) => checked((_agents - Math.Min(_agents, _size >> round)) * _encounters.Matches);

    public IReadOnlyList<ScheduledMatch> Pair(int round, IReadOnlyList<PlayedMatch> earlier)
    {
        var left = Order(_size);
        var firsts = new int[_agents];
        for (var before = 0; before < round; before++)
        {
            var winners = new Queue<int>();
            foreach (var met in _encounters.Of(this, before, earlier))
            {
                firsts[met.First]++;
                winners.Enqueue(Winner(met));
            }

            left = [.. left.Chunk(2).Select(two => IsPlayed(two) ? winners.Dequeue() : Math.Min(two[0], two[1]))];
        }

        return _encounters.Expand(CountBefore(round), round, [.. left.Chunk(2).Where(IsPlayed).Select(two => Seats(two, firsts))]);
    }

    /// <summary>Who goes on.</summary>
    public static int Winner(Encounter met)
    {
        var order = met.FirstPoints.CompareTo(met.SecondPoints);
        if (order == 0) order = met.FirstScore.CompareTo(met.SecondScore);
        if (order == 0) order = met.FirstWins.CompareTo(met.SecondWins);
        if (order == 0) order = met.Second.CompareTo(met.First);
        return order > 0 ? met.First : met.Second;
    }

    /// <summary>The round in which each agent was beaten; <see cref="int.MaxValue"/> for those who were not.</summary>
    public int[] BeatenIn(int rounds, IReadOnlyList<PlayedMatch> played)
    {
        var beaten = new int[_agents];
        Array.Fill(beaten, int.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var met in _encounters.Of(this, round, played)) beaten[met.First + met.Second - Winner(met)] = round;
        }

        return beaten;
    }

    /// <summary>The whole bracket, round after round and from top to bottom, as far as it is known.</summary>
    /// <param name="schedule">This tournament's.</param>
    /// <param name="outcomeOf">The result of a match, if there is one.</param>
    public IReadOnlyList<IReadOnlyList<BracketEncounter>> Bracket(Schedule schedule, Func<int, MatchOutcome?> outcomeOf)
    {
        var rounds = new List<IReadOnlyList<BracketEncounter>>();
        int?[] left = [.. Order(_size).Select(seed => seed < _agents ? seed : (int?)null)];
        for (var round = 0; round < Rounds; round++)
        {
            var start = CountBefore(round);
            var encounters = new List<BracketEncounter>();
            foreach (var two in left.Chunk(2))
            {
                if (round == 0 && two.Contains(null))
                {
                    var alone = two[0] ?? two[1];
                    encounters.Add(new BracketEncounter(alone, null, alone) { IsBye = true });
                    continue;
                }

                var isPaired = round < schedule.Rounds;
                encounters.Add(isPaired ? Known(two, start, schedule, outcomeOf) : new BracketEncounter(two[0], two[1], null));
                start += _encounters.Matches;
            }

            left = [.. encounters.Select(met => met.Winner)];
            rounds.Add(encounters);
        }

        return rounds;
    }

    private BracketEncounter Known(int?[] two, int start, Schedule schedule, Func<int, MatchOutcome?> outcomeOf)
    {
        var pairing = schedule.At(start);
        var (met, played) = (new Encounter(pairing.First, pairing.Second), 0);
        for (var index = start; index < start + _encounters.Matches; index++)
        {
            if (outcomeOf(index) is not { } outcome)
                continue;
            met = met.With(new PlayedMatch(schedule.At(index), outcome));
            played++;
        }

        var (first, second) = (met.FirstPoints / 2.0, met.SecondPoints / 2.0);
        var isFirst = met.First == two[0];
        return new BracketEncounter(two[0], two[1], played == _encounters.Matches ? Winner(met) : null)
        {
            FirstMatch = start, Played = played, UpperPoints = isFirst ? first : second, LowerPoints = isFirst ? second : first,
        };
    }

    private bool IsPlayed(int[] two) => two[0] < _agents && two[1] < _agents;

    private static (int First, int Second) Seats(int[] two, int[] firsts)
    {
        var (better, other) = (Math.Min(two[0], two[1]), Math.Max(two[0], two[1]));
        return firsts[better] <= firsts[other] ? (better, other) : (other, better);
    }

    // 0 1 -> 0 3 1 2 -> 0 7 3 4 1 6 2 5: each seed beside the one that makes the numbers of a pair add up alike.
    private static int[] Order(int size)
    {
        int[] order = [0];
        while (order.Length < size)
        {
            var next = order.Length * 2 - 1;
            order = [.. order.SelectMany(seed => new[] { seed, next - seed })];
        }

        return order;
    }
}
