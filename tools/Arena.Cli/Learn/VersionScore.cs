using Arena.Client;
using Arena.Contracts.V1;
using Arena.Core.Ratings.Sequential;
using Grpc.Core;

namespace Arena.Cli.Learn;

/// <summary>Plays a league of two and counts what its first agent makes of each pair of matches from one opening.</summary>
internal static class VersionScore
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    public static async Task<ScoreCounts> PlayAsync(
        ArenaClient client, string document, string agent, CancellationToken cancellationToken)
    {
        var request = new StartLeagueRequest { Document = document, Id = $"learn-{Guid.NewGuid():n}" };
        var league = await client.StartLeagueAsync(request, _patience, cancellationToken);
        Standings? last = null;
        await foreach (var standings in client.WatchLeagueAsync(league.Id, _patience, cancellationToken))
            last = standings;
        if (last is not { League.State: LeagueState.Completed })
            throw new CommandException($"league '{league.Name}' was stopped", ExitCode.Failed);
        return await CountAsync(client, league, agent, cancellationToken);
    }

    private static async Task<ScoreCounts> CountAsync(
        ArenaClient client, League league, string agent, CancellationToken cancellationToken)
    {
        var meetings = new Dictionary<long, (int Matches, double Points)>();
        var single = new long[3];
        using var call = client.Leagues.ListMatches(
            new ListMatchesRequest { LeagueId = league.Id }, cancellationToken: cancellationToken);
        await foreach (var match in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            var points = match.Scores[match.Agents.IndexOf(agent)];
            if (!match.HasMeeting)
            {
                single[(int)Math.Round(2 * points)]++;
                continue;
            }

            var (matches, before) = meetings.GetValueOrDefault(match.Meeting);
            meetings[match.Meeting] = (matches + 1, before + points);
        }

        if (meetings.Count == 0)
            return ScoreCounts.Of(single);
        var pairs = new long[5];
        foreach (var (_, points) in meetings.Values)
            pairs[(int)Math.Round(2 * points)]++;
        return ScoreCounts.Of(pairs);
    }
}
