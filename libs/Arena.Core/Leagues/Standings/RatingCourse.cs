using Arena.Core.Matches;
using Arena.Core.Ratings;
using Arena.Core.Ratings.Fitting;
using Arena.Core.Ratings.Results;

namespace Arena.Core.Leagues.Standings;

/// <summary>
/// The ratings of a league's agents along its schedule: Elo after every match, and at any point the joint fit of all so far
/// (<see cref="JointFit"/>). The two matches of an encounter with swapped seats are one observation. One owner at a time.
/// </summary>
/// <remarks>
/// Matches of an agent against itself, and those that both forfeit, are not rated. A joint fit always starts from nothing: one
/// that starts from the last ends as close to the maximum, but not at the same bits.
/// </remarks>
public sealed class RatingCourse
{
    /// <summary>Leagues of more agents have no joint fit: with 1,000 of them one takes seconds, and it grows with their cube.</summary>
    internal const int MostFitted = 1_000;

    private readonly ResultSetBuilder _games = new();
    private readonly double[] _elo;
    private readonly EloTrail[] _trails;
    private (ScheduledMatch Pairing, GameResult Result)? _leg;     // a rated match whose second leg may be next

    /// <summary>The course of a league of which nothing has been played: everybody at the start.</summary>
    public RatingCourse(LeagueDefinition league)
    {
        ArgumentNullException.ThrowIfNull(league);
        _elo = new double[league.Agents.Length];
        Array.Fill(_elo, Elo.Start);
        _trails = [.. _elo.Select(_ => new EloTrail())];
        foreach (var agent in league.Agents) _games.Player(agent.Name);
        AgentOf = [.. Enumerable.Range(0, _elo.Length).OrderBy(agent => league.Agents[agent].Name, StringComparer.Ordinal)];
        PlayerOf = new int[_elo.Length];
        for (var player = 0; player < AgentOf.Length; player++) PlayerOf[AgentOf[player]] = player;
    }

    /// <summary>The agents' indexes by their number in <see cref="Games"/>.</summary>
    internal int[] AgentOf { get; }

    /// <summary>The agents' numbers in <see cref="Games"/> by their index.</summary>
    internal int[] PlayerOf { get; }

    /// <summary>The agent's Elo rating after the matches so far.</summary>
    public double EloOf(int agent) => _elo[agent];

    /// <summary>Where the agent's Elo rating has gone lately.</summary>
    public RatingTrend TrendOf(int agent) => _trails[agent].To(_elo[agent]);

    /// <summary>Takes the next match in.</summary>
    /// <param name="pairing">Who played; by rising index.</param>
    /// <param name="outcome">What came of it.</param>
    /// <returns>Whether it was rated.</returns>
    public bool Add(ScheduledMatch pairing, in MatchOutcome outcome)
    {
        var result = RatedResult(pairing, outcome);
        if (result is { } rated)
        {
            _trails[pairing.First].Add(_elo[pairing.First]);
            _trails[pairing.Second].Add(_elo[pairing.Second]);
            (_elo[pairing.First], _elo[pairing.Second]) = Elo.Update(_elo[pairing.First], _elo[pairing.Second], (int)rated / 2.0);
        }

        if (_leg is { } leg && result is { } second && IsSecondLeg(leg.Pairing, pairing))
        {
            _games.AddPair(leg.Pairing.First, leg.Pairing.Second, leg.Result, (GameResult)(GameResult.Win - second));
            _leg = null;
            return true;
        }

        CloseLeg();
        if (result is { } first) _leg = (pairing, first);
        return result is not null;
    }

    /// <summary>The rated games so far. Asking ends an encounter: a second leg that comes later is a game of its own.</summary>
    public ResultSet Games()
    {
        CloseLeg();
        return _games.Build();
    }

    /// <summary>The joint fit of the games so far; null in a league of more than <see cref="MostFitted"/> agents.</summary>
    public JointFit? Fit() => _elo.Length > MostFitted ? null : JointFit.Of(Games());

    /// <summary>All agents' ratings, by index.</summary>
    /// <param name="fit">What <see cref="Fit"/> gave.</param>
    public AgentRating[] Ratings(JointFit? fit)
    {
        var ratings = new AgentRating[_elo.Length];
        if (fit is null)
        {
            var games = Games();
            for (var agent = 0; agent < ratings.Length; agent++)
                ratings[agent] = new(_elo[agent], null, null, games.PlayerTotals[PlayerOf[agent]].Games, Group: 1, RatingFlags.NotFitted);
            return ratings;
        }

        var groups = fit.Connectivity.GroupNumbers();
        foreach (var rating in fit.Ratings())
        {
            var (agent, games) = (AgentOf[rating.Player], fit.Results.PlayerTotals[rating.Player].Games);
            ratings[agent] = new(_elo[agent], rating.Rating, rating.Error, games, games == 0 ? 0 : groups[rating.Group], rating.Flags);
        }

        return ratings;
    }

    private static GameResult? RatedResult(ScheduledMatch pairing, in MatchOutcome outcome) =>
        pairing.IsSelfPlay || (outcome.FirstVerdict != Verdict.Ok && outcome.SecondVerdict != Verdict.Ok)
            ? null
            : (GameResult)(int)Judgement.Of(outcome.FirstScore, outcome.FirstVerdict, outcome.SecondScore, outcome.SecondVerdict);

    private static bool IsSecondLeg(ScheduledMatch first, ScheduledMatch second) =>
        second.Index == first.Index + 1 && second.First == first.Second && second.Second == first.First && second.Seed == first.Seed;

    private void CloseLeg()
    {
        if (_leg is not { } leg) return;
        _games.Add(leg.Pairing.First, leg.Pairing.Second, leg.Result);
        _leg = null;
    }
}
