using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;

namespace Arena.ControlPlane.Api;

/// <summary>A match that somebody asks for, or why there is none.</summary>
/// <param name="League">Null when there is no such league.</param>
/// <param name="Missing">What was found, and what exists; empty when the match is there.</param>
internal sealed record FoundMatch(LeagueState? League, RecordedMatch? Match, string Missing);

/// <summary>Finds recorded matches by league and number.</summary>
internal sealed class RecordedMatches(OwnLeagues leagues, IResultStore results)
{
    /// <exception cref="InvalidDataException">Somebody has altered it in the ledger.</exception>
    public async Task<FoundMatch> FindAsync(string leagueId, int index, CancellationToken cancellationToken)
    {
        if (await leagues.FindAsync(leagueId, cancellationToken) is not { } league)
            return new FoundMatch(null, null, leagues.NotFound(leagueId));
        if (await results.FindAsync(league.Id, index, cancellationToken) is { } match)
            return new FoundMatch(league, match, "");
        var (entry, played, _) = league.Progress();
        return new FoundMatch(
            league, null,
            $"Match {index} of league '{leagueId}' has no result. Its matches are 0 to {entry.Matches - 1}; {played} are played.");
    }
}
