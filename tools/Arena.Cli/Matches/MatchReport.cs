using System.Globalization;
using Arena.Cli.Output;
using Arena.Core.Games;
using Arena.Core.Matches;

namespace Arena.Cli.Matches;

/// <summary>What <c>arena match</c> prints: a table for people, or everything as JSON.</summary>
internal static class MatchReport
{
    public static void WriteTable(MatchPlan plan, IReadOnlyList<MatchTableRow> rows)
    {
        var parameters = plan.Game.Parameters.ToString();
        var game = parameters.Length == 0 ? plan.Game.Type.Name : $"{plan.Game.Type.Name} ({parameters})";
        Console.WriteLine($"{game}, seed {plan.Seed}: {Counted.Of(plan.Count, "game")}, {rows.Sum(r => r.Forfeits)} forfeited");
        TextTable.Write(
            [
                ">#", "Agent", new("Games", IsRight: true, Drop: 1), new("Points", IsRight: true, Short: "Pts"),
                new("Wins", IsRight: true, Drop: 3, Short: "W"), new("Draws", IsRight: true, Drop: 3, Short: "D"),
                new("Losses", IsRight: true, Drop: 3, Short: "L"), new("Forfeits", IsRight: true, Drop: 2), ">Score", ">+/-",
            ],
            rows.Select(Row));
    }

    public static void WriteJson(MatchPlan plan, IReadOnlyList<MatchTableRow> rows, IEnumerable<object> matches) =>
        Console.WriteLine(ReportJson.Of(new
        {
            game = plan.Game.Type.Name,
            parameters = plan.Game.Parameters.Values.ToDictionary(v => v.Key, v => (object?)plan.Game.Parameters.WordOf(v.Key) ?? v.Value),
            seed = plan.Seed,
            rounds = plan.Rounds,
            games = plan.Games,
            agents = plan.Agents.Select(a => new
            {
                a.Name,
                a.Strategy,
                parameters = a.Parameters.Values.ToDictionary(v => v.Key, v => v.Value),
            }),
            standings = rows.Select(r => new
            {
                r.Rank,
                r.Agent,
                r.Games,
                r.Points,
                r.Wins,
                r.Draws,
                r.Losses,
                r.Forfeits,
                r.Score,
                error = double.IsFinite(r.Error) ? r.Error : (double?)null,
            }),
            matches,
        }));

    /// <summary>One game as JSON.</summary>
    public static object Match(PlannedMatch match, MatchRecord record) => new
    {
        match.Index,
        match.Meeting,
        agents = match.Spec.Agents.Select(a => a.Name),
        seed = match.Spec.Seed.ToString(),
        start = match.Spec.Opening.State,
        openingMoves = match.Spec.Opening.Moves.Length,
        moves = Moves(match.Spec, record),
        record.Scores,
        outcomes = record.Outcomes.Select(o => o.ToString().ToLowerInvariant()),
        verdicts = record.Verdicts.Select(v => v.ToString().ToLowerInvariant()),
        record.Reason,
        hash = Convert.ToHexStringLower(record.Hash),
    };

    // The names of all actions in order; chance outcomes among them, simultaneous choices seat by seat.
    private static List<string> Moves(MatchSpec spec, MatchRecord record)
    {
        var state = spec.Opening.State is { } text ? spec.Game.ParseState(text) : spec.Game.NewState();
        var actions = Transcript.Read(record.Transcript);
        var seats = spec.Game.Type.Seats;
        var names = new List<string>(actions.Count);
        for (var i = 0; i < actions.Count;)
        {
            if (state.CurrentSeat == Turn.Simultaneous)
            {
                var joint = actions.GetRange(i, seats).ToArray();
                names.AddRange(joint.Select((action, seat) => state.ActionName(seat, action)));
                state.Apply(joint);
                i += seats;
                continue;
            }

            names.Add(state.ActionName(state.CurrentSeat, actions[i]));
            state.Apply(actions[i++]);
        }

        return names;
    }

    private static object[] Row(MatchTableRow row) =>
    [
        row.Rank,
        row.Agent,
        row.Games,
        Number(row.Points, "0.#"),
        row.Wins,
        row.Draws,
        row.Losses,
        row.Forfeits,
        Number(row.Score, "0.000"),
        Number(row.Error, "0.000"),
    ];

    private static string Number(double value, string format) =>
        double.IsNaN(value) ? "-" : value.ToString(format, CultureInfo.InvariantCulture);
}
