using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Web.Leagues;
using Arena.Core.Leagues.Formats;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;

namespace Arena.ControlPlane.Web.Agents;

/// <summary>An agent in one league.</summary>
/// <param name="Id">The league's, as its tenant has it.</param>
/// <param name="Row">Its line in the standings.</param>
/// <param name="Places">How many agents the league has.</param>
/// <param name="PlayedWith">The strategy with its parameters, or the kind of program.</param>
/// <param name="Version">The digest of what played the latest match, in hexadecimal; null before one was played.</param>
/// <param name="Latest">Its latest matches, the last of the schedule first, with the name of whom it met and whether it sat first.</param>
public sealed record AgentInLeague(
    string Id, LeagueEntry Entry, StandingRow Row, int Places, string PlayedWith, string? Version,
    IReadOnlyList<(PlayedMatch Match, string Other, bool IsFirst)> Latest);

/// <summary>What was played under one name: the same name may be another program in another league, which the digest tells.</summary>
/// <param name="Leagues">In which it plays, the newest first.</param>
/// <param name="Opponents">What it did to each, over all of these leagues; whom it met most first.</param>
public sealed record AgentProfile(
    string Name, IReadOnlyList<AgentInLeague> Leagues, IReadOnlyList<(string Name, CrosstableCell Cell)> Opponents)
{
    /// <summary>The versions that played, the oldest first, each with the leagues that it played in.</summary>
    public IEnumerable<(string Version, string PlayedWith, IReadOnlyList<AgentInLeague> Leagues)> Versions =>
        Leagues.Reverse().Where(league => league.Version is not null).GroupBy(league => league.Version!)
            .Select(version => (version.Key, version.First().PlayedWith, (IReadOnlyList<AgentInLeague>)[.. version]));

    /// <summary>Matches won, drawn and lost, against all.</summary>
    public CrosstableCell Total => Leagues.Aggregate(
        new CrosstableCell(0, 0, 0), (sum, league) => sum + new CrosstableCell(league.Row.Wins, league.Row.Draws, league.Row.Losses));

    /// <summary>What it forfeited matches by, in all.</summary>
    public FaultCounts Faults => Leagues.Select(league => league.Row.Faults).Aggregate(default(FaultCounts), (sum, more) => new FaultCounts(
        sum.Crashes + more.Crashes, sum.Timeouts + more.Timeouts, sum.Illegal + more.Illegal, sum.Disconnects + more.Disconnects));

    /// <summary>Puts what it did to each opponent in several leagues together.</summary>
    internal static IReadOnlyList<(string Name, CrosstableCell Cell)> Together(IEnumerable<(string Name, CrosstableCell Cell)> met) =>
        [.. met.GroupBy(one => one.Name, StringComparer.Ordinal)
            .Select(one => (Name: one.Key, Cell: one.Select(times => times.Cell).Aggregate((sum, more) => sum + more)))
            .OrderByDescending(one => one.Cell.Games).ThenBy(one => one.Name, StringComparer.Ordinal)];
}
