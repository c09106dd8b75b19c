using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Rechecks;
using Arena.Core.Matches;
using Arena.Core.Ratings.Fitting;
using Arena.Core.Ratings.Sequential;
using SprtReading = Arena.Core.Leagues.Standings.SprtReading;
using StandingRow = Arena.Core.Leagues.Standings.StandingRow;

namespace Arena.ControlPlane.Api;

/// <summary>Standings and rechecks, from domain to wire.</summary>
internal static class StandingsMessages
{
    public static Standings ToMessage(LeagueSnapshot snapshot, RecheckTally rechecks) => new()
    {
        League = LeagueMessages.ToMessage(snapshot.Progress),
        Rows = { snapshot.Rows.Select(ToMessage) },
        Rechecks = rechecks == RecheckTally.None ? null : ToMessage(rechecks),
        Sprt = snapshot.Sprt is null ? null : ToMessage(snapshot.Sprt),
        Stalled = snapshot.Stalled,
        Nodes = { snapshot.Nodes.Select(n => new NodeShare { Node = n.Key, Matches = n.Value }) },
    };

    private static Contracts.V1.StandingRow ToMessage(StandingRow row)
    {
        var message = new Contracts.V1.StandingRow
        {
            Rank = row.Rank,
            Agent = row.Agent,
            Points = row.Points,
            Wins = row.Wins,
            Draws = row.Draws,
            Losses = row.Losses,
            Score = row.Score,
            Games = (int)row.Rating.Games,
            Elo = row.Rating.Elo,
            Group = row.Rating.Group,
            Flags = { row.Rating.Flags.Names() },
            TieBreaks = { row.TieBreaks.Select(t => new TieBreak { Name = t.Name, Value = t.Value }) },
            Faults = row.Faults == default ? null : ToMessage(row.Faults),
        };
        if (row.Rating.Joint is { } rating)
            message.Rating = rating;
        if (row.Rating.Error is { } error)
            message.Error = error;
        if (row.Superiority is { } superiority)
            message.Los = superiority;
        return message;
    }

    private static Sprt ToMessage(SprtReading reading) => new()
    {
        Elo0 = reading.Test.Elo0,
        Elo1 = reading.Test.Elo1,
        Alpha = reading.Test.Alpha,
        Beta = reading.Test.Beta,
        Model = SprtWords.Of(reading.Test.Model),
        Llr = reading.Report.Llr,
        Lower = reading.Report.Lower,
        Upper = reading.Report.Upper,
        Decision = SprtWords.Of(reading.Report.State),
        Counts = { reading.Counts.Counts },
    };

    private static Faults ToMessage(FaultCounts faults) => new()
    {
        Crashes = faults.Crashes, Timeouts = faults.Timeouts, Illegal = faults.Illegal, Disconnects = faults.Disconnects,
    };

    private static Contracts.V1.Rechecks ToMessage(RecheckTally tally) => new()
    {
        Drawn = tally.Drawn,
        Agreed = tally.Agreed,
        Disagreed = tally.Disagreed,
        Skipped = tally.Skipped,
        Disagreements = { tally.Disagreements.Select(ToMessage) },
        NotDrawn = { tally.NotDrawn },
    };

    private static Disagreement ToMessage(RecheckFinding found) => new()
    {
        Index = found.Index, PlayedBy = found.PlayedBy, Node = found.Node, Reason = found.Reason ?? "",
    };
}
