using Arena.ControlPlane.Web.Boards;
using Arena.Core.Games;

namespace Arena.ControlPlane.Web.Matches;

/// <summary>What is drawn over the plies of a match.</summary>
/// <param name="Title">What the lines are.</param>
/// <param name="Lines">For each seat a value after every ply, from -1 to 1; null where there is none.</param>
internal sealed record Curve(string Title, IReadOnlyList<IReadOnlyList<double?>> Lines)
{
    /// <summary>What the agents said of their positions; else how scores have grown; null where there is neither.</summary>
    public static Curve? Of(MatchView view)
    {
        if (view.Plies.Any(ply => ply.Actions.Any(action => action.Evaluation is not null)))
            return new Curve($"What each says of the position: up is good for {view.NameOf(0)}", [.. Seats(view, OfEvaluations)]);
        if (view.End is IRounds rounds && view.Game.Seats == 2 && PayoffTable.Of(view.Document.Spec.Game) is { } table)
            return new Curve("Payoffs, added up", OfPayoffs(view.Last, rounds, table));
        return null;
    }

    private static IEnumerable<IReadOnlyList<double?>> Seats(MatchView view, Func<MatchView, int, IReadOnlyList<double?>> of) =>
        Enumerable.Range(0, view.Game.Seats).Select(seat => of(view, seat));

    // From the first seat's side; an evaluation holds until the agent says another.
    private static List<double?> OfEvaluations(MatchView view, int seat)
    {
        var values = new List<double?> { null };
        foreach (var ply in view.Plies)
        {
            var said = ply.Actions.FirstOrDefault(action => action.Seat == seat)?.Evaluation;
            values.Add(said is { } score ? Chance(seat == 0 ? score : -score) : values[^1]);
        }

        return values;
    }

    // As a share of wins: what is far ahead is no further than that. The slope is lichess' (2023), fitted to games of people.
    private static double Chance(int centipawns) => (2 / (1 + Math.Exp(-0.00368208 * centipawns))) - 1;

    private static List<IReadOnlyList<double?>> OfPayoffs(int turns, IRounds rounds, PayoffTable table)
    {
        double[][] totals = [new double[turns + 1], new double[turns + 1]];
        for (var turn = 0; turn < turns; turn++)
        for (var seat = 0; seat < 2; seat++)
            totals[seat][turn + 1] = totals[seat][turn] + table.For(seat, rounds.Past(0, turn), rounds.Past(1, turn));
        var (least, most) = (totals.Min(line => line.Min()), totals.Max(line => line.Max()));
        var span = Math.Max(most - least, double.Epsilon);
        return [.. totals.Select(line => (IReadOnlyList<double?>)[.. line.Select(value => (double?)((2 * (value - least) / span) - 1))])];
    }
}
