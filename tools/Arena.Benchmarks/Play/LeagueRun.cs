using System.Diagnostics;
using Arena.Client;
using Arena.Contracts.V1;

namespace Arena.Benchmarks.Play;

/// <summary>A league through a running system, from its document to the last result in the ledger.</summary>
internal static class LeagueRun
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    public static async Task<double> MatchesPerSecondAsync(ArenaClient client, string document, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var league = await client.StartLeagueAsync(
            new StartLeagueRequest { Document = document, Id = $"bench-{Guid.NewGuid():n}" }, _patience, cancellationToken);
        await foreach (var _ in client.WatchLeagueAsync(league.Id, _patience, cancellationToken))
        {
            // The last message comes when the last result is in the ledger.
        }

        return league.Matches / clock.Elapsed.TotalSeconds;
    }
}
