using Arena.Cli.Output;
using Arena.Core.Primitives;
using Arena.Core.Ratings;
using Arena.Core.Ratings.Cycles;
using Arena.Core.Ratings.Fitting;

namespace Arena.Cli.Rate;

/// <summary>A joint fit as a table: groups by size, players by rating.</summary>
internal sealed class RatingTable
{
    private const int MostForCycles = 1_000;

    private RatingTable(JointFit fit, IReadOnlyList<RatingRow> rows) => (Fit, Rows) = (fit, rows);

    public JointFit Fit { get; }

    public IReadOnlyList<RatingRow> Rows { get; }

    public IReadOnlyList<CrosstablePlayer> Players => [.. Rows.Select(row => new CrosstablePlayer(row.Number, row.Player))];

    /// <param name="rounds">Rounds of the bootstrap that gives the intervals; 0 for the sandwich's.</param>
    /// <param name="cycles">Whether to add Nash averaging and α-rank.</param>
    public static RatingTable Of(JointFit fit, int rounds, Seed seed, bool cycles)
    {
        var ratings = fit.Ratings();
        var resampled = rounds > 0 ? fit.Bootstrap(rounds, seed) : default;
        var groups = fit.Connectivity.GroupNumbers();
        int[] order =
        [
            .. Enumerable.Range(0, ratings.Length)
                .OrderBy(i => groups[ratings[i].Group])
                .ThenByDescending(i => ratings[i].Rating)
                .ThenBy(i => fit.Results.Players[i], StringComparer.Ordinal),
        ];
        var rows = new RatingRow[order.Length];
        var superiority = OverTheNext(fit, order);
        for (var (place, rank) = (0, 0); place < order.Length; place++)
        {
            var rating = ratings[order[place]];
            rank = place > 0 && rows[place - 1].Group == groups[rating.Group] ? rank + 1 : 1;
            var (error, low, high) = (rating.Error, rating.Rating - rating.Error, rating.Rating + rating.Error);
            if (rounds > 0 && error > 0)
            {
                var interval = resampled[rating.Player];
                (error, low, high) = ((interval.High - interval.Low) / 2, interval.Low, interval.High);
            }

            rows[place] = new(
                rating.Player, rank, fit.Results.Players[rating.Player], rating.Rating, error, low, high,
                fit.Results.PlayerTotals[rating.Player], superiority[place], groups[rating.Group], rating.Flags);
        }

        return new(fit, cycles ? WithCycles(fit, rows) : rows);
    }

    private static double?[] OverTheNext(JointFit fit, int[] order)
    {
        var superiority = new double?[order.Length];
        Parallel.For(
            0, Math.Max(0, order.Length - 1), place => superiority[place] = fit.Superiority(order[place], order[place + 1]));
        return superiority;
    }

    // The payoff is the log odds of the scores between two, with one draw added so that none is infinite; those who never
    // met are even.
    private static RatingRow[] WithCycles(JointFit fit, RatingRow[] rows)
    {
        if (rows.Length > MostForCycles)
        {
            throw new CommandException(
                $"--cycles compares all with all: found {rows.Length} players, the limit is {MostForCycles}", ExitCode.Usage);
        }

        var payoffs = new double[rows.Length, rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < rows.Length; j++)
            {
                var between = fit.Results.Between(rows[i].Number, rows[j].Number);
                payoffs[i, j] = Math.Log((between.Points + 0.5) / (between.Games - between.Points + 0.5));
            }
        }

        var nash = NashAveraging.Of(payoffs);
        var alpha = AlphaRank.Of(payoffs, alpha: 1);
        return [.. rows.Select((row, i) => row with
        {
            NashShare = nash.Shares[i],
            NashSkill = nash.Skills[i] * EloScale.PointsPerUnit,
            AlphaRank = alpha[i],
        })];
    }
}
