using System.Collections.Immutable;

namespace Arena.Core.Ratings.Sequential;

/// <summary>
/// How often each score occurred: of single games (loss, draw, win) or of pairs of games (0, ½, 1, 1½ and 2 points).
/// </summary>
public sealed class ScoreCounts
{
    internal const double Deviations = 1.959963984540054; // 95 % of a normal distribution are within
    private const double Unseen = 1e-3;     // what an outcome that never occurred counts in logarithms

    private ScoreCounts(ImmutableArray<long> counts)
    {
        Counts = counts;
        Total = counts.Sum();
        foreach (var count in counts) ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));
        for (var i = 0; i < counts.Length; i++) Mean += ScoreAt(i) * counts[i];
        Mean = Total == 0 ? 0.5 : Mean / Total;
        for (var i = 0; i < counts.Length; i++) Variance += (ScoreAt(i) - Mean) * (ScoreAt(i) - Mean) * counts[i];
        Variance = Total == 0 ? 0 : Variance / Total;
    }

    /// <summary>Games by score (0, ½, 1), or pairs of games by their sum (0, ½, 1, 1½, 2).</summary>
    public ImmutableArray<long> Counts { get; }

    /// <summary>Observations: games, or pairs.</summary>
    public long Total { get; }

    /// <summary>Whether pairs of games are counted.</summary>
    public bool Paired => Counts.Length == 5;

    /// <summary>Games played: two for each pair.</summary>
    public long Games => Paired ? 2 * Total : Total;

    /// <summary>The mean score of a game, 0 to 1.</summary>
    public double Mean { get; }

    /// <summary>Of an observation's score, which is 0 to 1 for pairs too.</summary>
    public double Variance { get; }

    /// <summary>Half the width of the mean's 95 % interval, by the spread of the observations; 0 where all are alike.</summary>
    public double MeanError => Deviations * Math.Sqrt(Variance / Math.Max(1, Total));

    /// <summary>Games one by one, from the first's view.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static ScoreCounts Single(long wins, long draws, long losses) => new([losses, draws, wins]);

    /// <summary>Pairs of games by the points (0 to 2) that the first made in both.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static ScoreCounts Pairs(long zero, long half, long one, long oneAndHalf, long two) =>
        new([zero, half, one, oneAndHalf, two]);

    /// <summary>What <see cref="Counts"/> are of others: three for games, five for pairs, the lowest score first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are neither three nor five, or a count is negative.</exception>
    public static ScoreCounts Of(IReadOnlyCollection<long> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return counts.Count is 3 or 5
            ? new([.. counts])
            : throw new ArgumentOutOfRangeException(nameof(counts), counts.Count, "wanted three counts, or five");
    }

    /// <summary>The score of an outcome, 0 to 1.</summary>
    internal double ScoreAt(int outcome) => outcome / (Counts.Length - 1.0);

    /// <summary>
    /// Shares that are nowhere zero, and the number of observations that they are of. Draw parameters need more than a
    /// trace of each outcome: there Jeffreys' half a game is added to all, as in cutechess.
    /// </summary>
    internal double Shares(Span<double> shares, SprtModel model)
    {
        var total = 0.0;
        var jeffreys = model is SprtModel.Bayesian or SprtModel.BayesElo;
        for (var i = 0; i < shares.Length; i++) total += shares[i] = jeffreys ? Counts[i] + 0.5 : Math.Max(Counts[i], Unseen);
        for (var i = 0; i < shares.Length; i++) shares[i] /= total;
        return total;
    }
}
