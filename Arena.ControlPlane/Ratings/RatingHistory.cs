using System.Runtime.CompilerServices;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.Core.Leagues.Standings;
using Arena.Core.Leagues;
using Arena.Core.Primitives;
using Arena.Core.Ratings.Fitting;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Ratings;

/// <summary>An agent's ratings at a point of its league.</summary>
/// <param name="Agent">Its position in the league.</param>
/// <param name="Round">The round that is complete, from 1; 0 after a match.</param>
/// <param name="Matches">How many matches, in the order of the schedule, it is of.</param>
internal sealed record HistoryPoint(int Agent, int Round, int Matches, AgentRating Rating);

/// <summary>
/// A league's ratings over time. Those of rounds are read from the ledger; those after each match follow from the results, bit for
/// bit, and are made anew from them.
/// </summary>
internal sealed class RatingHistory(IRatingStore ratingStore, RatingRecorder recorder)
{
    private const int Chunk = 10_000;
    private const int MostNamed = 20;

    /// <param name="league">The league.</param>
    /// <param name="agent">Whose; null for all.</param>
    public async IAsyncEnumerable<HistoryPoint> RoundsAsync(
        LeagueState league, int? agent, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (league.Ended)
            await recorder.RecordEndedAsync(league, cancellationToken);
        foreach (var row in await ratingStore.ListAsync(league.Id, cancellationToken))
        {
            if (agent is null || row.Agent == agent)
                yield return new HistoryPoint(row.Agent, row.Round.Number, row.Round.Matches, row.Rating);
        }
    }

    /// <summary>The two agents' after each match, up to the first match that has no result.</summary>
    /// <param name="league">The league.</param>
    /// <param name="agent">Whose; null for all.</param>
    public static IEnumerable<HistoryPoint> Matches(LeagueState league, int? agent)
    {
        var course = new RatingCourse(league.Definition);
        var games = new long[league.Definition.Agents.Length];
        for (var taken = 0; league.PlayedFrom(taken, Chunk) is { Count: > 0 } played; taken += played.Count)
        {
            foreach (var match in played)
            {
                if (course.Add(match.Pairing, match.Outcome))
                {
                    games[match.Pairing.First]++;
                    games[match.Pairing.Second]++;
                }

                int[] seats = match.Pairing.IsSelfPlay ? [match.Pairing.First] : [match.Pairing.First, match.Pairing.Second];
                foreach (var seat in seats.Where(seat => agent is null || seat == agent))
                {
                    var rating = new AgentRating(course.EloOf(seat), Joint: null, Error: null, games[seat], Group: 0, RatingFlags.None);
                    yield return new HistoryPoint(seat, Round: 0, match.Pairing.Index + 1, rating);
                }
            }
        }
    }

    /// <summary>An agent's position by its name; null when the league has none of that name.</summary>
    public static int? AgentOf(LeagueState league, string name)
    {
        var agents = league.Definition.Agents;
        for (var agent = 0; agent < agents.Length; agent++)
        {
            if (agents[agent].Name == name)
                return agent;
        }

        return null;
    }

    /// <summary>Names the agent that was asked for and some that there are.</summary>
    public static string NoAgent(LeagueState league, string name)
    {
        string[] names = [.. league.Definition.Agents.Select(agent => agent.Name)];
        var near = NearMiss.Closest(name, names) is { } closest ? $"; did you mean '{closest}'?" : ".";
        var more = names.Length > MostNamed ? $" and {names.Length - MostNamed} more" : "";
        return $"League '{TenantName.Plain(league.Id)}' has no agent '{name}'{near} "
            + $"It has {string.Join(", ", names.Take(MostNamed))}{more}.";
    }
}
