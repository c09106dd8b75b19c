using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Rechecks;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;
using Arena.Core.Ratings.Fitting;

namespace Arena.ControlPlane.Api.V1;

/// <summary>A league's table.</summary>
/// <param name="Nodes">Which node played how many of the matches.</param>
/// <param name="Sprt">Where its sequential test stands; null when it has none.</param>
/// <param name="Stalled">Why it does not go on; null while it does.</param>
internal sealed record StandingsBody(
    LeagueBody League, IReadOnlyList<StandingRowBody> Standings, IReadOnlyList<NodeShareBody> Nodes,
    RechecksBody Rechecks, SprtBody? Sprt, string? Stalled)
{
    public static StandingsBody Of(LeagueSnapshot snapshot, RecheckTally rechecks) => new(
        LeagueBody.Of(snapshot.Progress),
        [.. snapshot.Rows.Select(StandingRowBody.Of)],
        [.. snapshot.Nodes.Select(n => new NodeShareBody(n.Key, n.Value))],
        new RechecksBody(rechecks.Done, rechecks.Disagreed),
        snapshot.Sprt is null ? null : SprtBody.Of(snapshot.Sprt),
        snapshot.Stalled.Length > 0 ? snapshot.Stalled : null);
}

/// <summary>As <c>arena play --json</c> has it.</summary>
internal sealed record StandingRowBody(
    int Rank, string Agent, double Points, int Wins, int Draws, int Losses, double Score, double? Rating, double? Error, long Games,
    double? Los, double Elo, int Group, IReadOnlyList<string> Flags, IReadOnlyList<TieBreak> TieBreaks,
    FaultsBody Faults)
{
    public static StandingRowBody Of(StandingRow row) => new(
        row.Rank, row.Agent, row.Points, row.Wins, row.Draws, row.Losses, row.Score, row.Rating.Joint, row.Rating.Error,
        row.Rating.Games, row.Superiority, row.Rating.Elo, row.Rating.Group, [.. row.Rating.Flags.Names()], row.TieBreaks,
        FaultsBody.Of(row.Faults));
}

/// <summary>Matches that an agent forfeited, by what it did.</summary>
internal sealed record FaultsBody(int Crashes, int Timeouts, int Illegal, int Disconnects)
{
    public static FaultsBody Of(FaultCounts faults) => new(faults.Crashes, faults.Timeouts, faults.Illegal, faults.Disconnects);
}

internal sealed record NodeShareBody(string Node, int Matches);

/// <summary>Results that were rechecked, and how many of them differ.</summary>
internal sealed record RechecksBody(int Done, int Differing);
