namespace Arena.Core.Ratings.Online;

/// <summary>
/// TrueSkill for a game of n players, each for itself: expectation propagation along the chain of neighbours in the
/// final ranking (NIPS 2006, figure 1 and table 1), until no message moves.
/// </summary>
/// <remarks>
/// Only neighbours are compared, as in the paper: of three or more who tie, the one in the middle of the list is compared twice and those
/// at its ends once. Equals who tie may so come out unequal, and by the order in which they were given.
/// </remarks>
public static class TrueSkillRanking
{
    private const int MostSweeps = 200;
    private const double Tolerance = 1e-10;

    /// <param name="players">Beliefs before the game.</param>
    /// <param name="ranks">Each player's place; lower is better, equal places are draws.</param>
    /// <param name="config">The constants.</param>
    public static Belief[] Update(ReadOnlySpan<Belief> players, ReadOnlySpan<int> ranks, TrueSkillConfig? config = null)
    {
        if (players.Length != ranks.Length)
            throw new ArgumentException($"found {ranks.Length} ranks for {players.Length} players", nameof(ranks));
        config ??= TrueSkillConfig.Default;
        var order = new int[players.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var keys = ranks.ToArray();
        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));

        var prior = new Gauss[order.Length];
        var noise = config.PerformanceDeviation * config.PerformanceDeviation;
        for (var place = 0; place < order.Length; place++)
        {
            var player = players[order[place]];
            prior[place] = Gauss.Of(player.Mean, player.Variance + config.Drift * config.Drift + noise);
        }

        var messages = Propagate(prior, order, keys, config.DrawMargin);
        var updated = new Belief[order.Length];
        for (var place = 0; place < order.Length; place++)
        {
            var player = players[order[place]];
            var skill = Gauss.Of(player.Mean, player.Variance + config.Drift * config.Drift);
            var posterior = skill.Times(messages[place].Widened(noise));
            updated[order[place]] = new(posterior.Mean, Math.Sqrt(Math.Max(TrueSkill.LeastVariance, posterior.Variance)));
        }

        return updated;
    }

    // Returns what the ranking says of each performance.
    private static Gauss[] Propagate(Gauss[] prior, int[] order, int[] ranks, double margin)
    {
        var n = prior.Length;
        var fromBelow = new Gauss[n];   // to the performance at a place, from the comparison with the place behind it
        var fromAbove = new Gauss[n];
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var moved = 0.0;
            for (var i = 0; i + 1 < n; i++) moved = Math.Max(moved, Compare(i));
            for (var i = n - 3; i >= 0; i--) moved = Math.Max(moved, Compare(i));
            if (moved < Tolerance || n <= 2) break;
        }

        var evidence = new Gauss[n];
        for (var i = 0; i < n; i++) evidence[i] = fromBelow[i].Times(fromAbove[i]);
        return evidence;

        double Compare(int i)
        {
            var better = prior[i].Times(fromAbove[i]);
            var worse = prior[i + 1].Times(fromBelow[i + 1]);
            var (mean, variance) = (better.Mean - worse.Mean, better.Variance + worse.Variance);
            var deviation = Math.Sqrt(variance);
            var (v, w) = ranks[order[i]] == ranks[order[i + 1]]
                ? Truncation.Draw(mean / deviation, margin / deviation)
                : Truncation.Win(mean / deviation, margin / deviation);
            // w reaches 1 only when rounding says so; the message would have infinite precision.
            w = Math.Min(w, 1 - 1e-9);
            var cut = Gauss.Of(mean + deviation * v, variance * (1 - w));
            var message = cut.Over(Gauss.Of(mean, variance));
            var toBetter = message.Plus(worse.Mean, worse.Variance);
            var toWorse = message.Negated().Plus(better.Mean, better.Variance);
            var change = Math.Max(toBetter.DistanceTo(fromBelow[i]), toWorse.DistanceTo(fromAbove[i + 1]));
            (fromBelow[i], fromAbove[i + 1]) = (toBetter, toWorse);
            return change;
        }
    }

    /// <summary>A normal distribution as precision and precision times mean; all zero says nothing.</summary>
    private readonly record struct Gauss(double Precision, double Weighted)
    {
        public double Mean => Precision == 0 ? 0 : Weighted / Precision;

        public double Variance => 1 / Precision;

        public static Gauss Of(double mean, double variance) => new(1 / variance, mean / variance);

        public Gauss Times(Gauss other) => new(Precision + other.Precision, Weighted + other.Weighted);

        public Gauss Over(Gauss other) => new(Math.Max(0, Precision - other.Precision), Weighted - other.Weighted);

        public Gauss Negated() => this with { Weighted = -Weighted };

        /// <summary>The distribution of a sum with an independent normal variable.</summary>
        public Gauss Plus(double mean, double variance) =>
            Precision == 0 ? default : Of(Mean + mean, Variance + variance);

        public Gauss Widened(double variance) => Plus(0, variance);

        public double DistanceTo(Gauss other) =>
            Math.Max(Math.Abs(Precision - other.Precision), Math.Abs(Weighted - other.Weighted));
    }
}
