using System.Globalization;
using Arena.Cli.Output;
using Arena.Core.Ratings;
using Arena.Core.Ratings.Reading;
using Arena.Core.Rechecks;

namespace Arena.Cli.Rate;

/// <summary>How games went at each node, against the others' games of the same pairings.</summary>
internal sealed class NodeTable
{
    private readonly NodeResidual[] _nodes;
    private readonly double _deviations; // half an interval, in standard errors

    private NodeTable(NodeResidual[] nodes, double confidence) =>
        (_nodes, _deviations) = (nodes, Normal.Quantile((1 + confidence) / 2));

    /// <exception cref="CommandException">No game says where it was played.</exception>
    public static NodeTable Of(ResultCollector games, double confidence)
    {
        if (games.Nodes.Count == 0)
        {
            throw new CommandException(
                "--nodes wants files that say where games were played: CSV with a column 'node'", ExitCode.Usage);
        }

        var rank = RanksByName(games.Players);
        var results = new NodeResults();
        foreach (var game in games.Games.Where(game => game.Node >= 0))
            results.Add("", rank[game.First], rank[game.Second], games.Nodes[game.Node], (int)game.Result);
        return new([.. results.Residuals().Values.OrderBy(node => node.Node, StringComparer.Ordinal)], confidence);
    }

    public void Write(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("Nodes, each against the others' games of the same pairings; first seat in points, draws as an odds ratio");
        TextTable.Write(
            output,
            ["Node", ">Compared", ">First seat", ">Error", ">Draws", ">From", ">To", ">Chi²", ">df", ">p", "Flags"],
            _nodes.Select(Row));
    }

    public object ToJson() => _nodes.Select(node => new
    {
        node = node.Node,
        compared = node.Matches,
        firstSeat = node.Seat is { } seat ? Points(seat.Shift) : (double?)null,
        firstSeatError = node.Seat is { } error ? Points(_deviations * error.Error) : (double?)null,
        drawOdds = node.Draws is { } draws ? Odds(draws, 0) : (double?)null,
        drawOddsLow = node.Draws is { } low ? Odds(low, -1) : (double?)null,
        drawOddsHigh = node.Draws is { } high ? Odds(high, 1) : (double?)null,
        node.ChiSquare,
        node.Degrees,
        p = node.Probability,
        suspect = node.IsSuspect,
    });

    // The order of names is the same in whatever order the files were given.
    private static int[] RanksByName(IReadOnlyList<string> players)
    {
        int[] byName = [.. Enumerable.Range(0, players.Count).OrderBy(player => players[player], StringComparer.Ordinal)];
        var rank = new int[byName.Length];
        for (var i = 0; i < byName.Length; i++)
            rank[byName[i]] = i;
        return rank;
    }

    private object[] Row(NodeResidual node) =>
    [
        node.Node,
        node.Matches,
        node.Seat is { } seat ? Text($"{Points(seat.Shift):+0.0;-0.0;0.0}") : "-",
        node.Seat is { } error ? Text($"{Points(_deviations * error.Error):0.0}") : "-",
        node.Draws is { } draws ? Text($"{Odds(draws, 0):0.00}") : "-",
        node.Draws is { } low ? Text($"{Odds(low, -1):0.00}") : "-",
        node.Draws is { } high ? Text($"{Odds(high, 1):0.00}") : "-",
        Text($"{node.ChiSquare:0.00}"),
        node.Degrees,
        Text($"{node.Probability:0.000}"),
        node.IsSuspect ? "suspect" : "",
    ];

    private double Odds(NodeEffect effect, int side) => Math.Exp(effect.Shift + side * _deviations * effect.Error);

    private static double Points(double shift) => shift * EloScale.PointsPerUnit;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
