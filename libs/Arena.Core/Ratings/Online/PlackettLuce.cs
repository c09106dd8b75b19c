namespace Arena.Core.Ratings.Online;

/// <summary>
/// The Plackett-Luce update of Weng and Lin ("A Bayesian Approximation Method for Online Ranking", JMLR 2011,
/// algorithm 4), which OpenSkill made known: n players, each for itself, with ties.
/// </summary>
public static class PlackettLuce
{
    /// <summary>How much a player's form varies: the paper's β.</summary>
    public const double PerformanceDeviation = 25.0 / 6;

    private const double LeastShrink = 1e-4;  // the paper's κ: a variance loses at most all but this part

    /// <param name="players">Beliefs before the game.</param>
    /// <param name="ranks">Each player's place; lower is better, equal places are ties.</param>
    /// <param name="updated">Receives the beliefs after the game; may not overlap <paramref name="players"/>.</param>
    /// <param name="drift">
    /// What a player's skill may have moved since the last game, as a deviation: its square is added to each variance first. OpenSkill's τ,
    /// there 25/300 unless told otherwise. Default: 0, the paper's update, with which deviations only shrink.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ, or the drift is negative or no number.</exception>
    public static void Update(ReadOnlySpan<Belief> players, ReadOnlySpan<int> ranks, Span<Belief> updated, double drift = 0)
    {
        if (!(drift >= 0) || !double.IsFinite(drift))
            throw new ArgumentException($"found a drift of {drift}; wanted a number from 0", nameof(drift));
        if (drift > 0)
        {
            var moved = new Belief[players.Length];
            for (var i = 0; i < moved.Length; i++)
                moved[i] = players[i] with { Deviation = Math.Sqrt(players[i].Variance + drift * drift) };
            players = moved;
        }

        if (players.Length != ranks.Length || players.Length != updated.Length)
            throw new ArgumentException(
                $"found {ranks.Length} ranks and room for {updated.Length} beliefs for {players.Length} players",
                nameof(ranks));
        var c2 = 0.0;
        foreach (var player in players) c2 += player.Variance + PerformanceDeviation * PerformanceDeviation;
        var c = Math.Sqrt(c2);
        var top = double.NegativeInfinity;
        foreach (var player in players) top = Math.Max(top, player.Mean);

        Span<double> strengths = players.Length <= 64 ? stackalloc double[players.Length] : new double[players.Length];
        for (var i = 0; i < players.Length; i++) strengths[i] = Math.Exp((players[i].Mean - top) / c);
        Span<double> rivals = players.Length <= 64 ? stackalloc double[players.Length] : new double[players.Length];
        Span<int> tied = players.Length <= 64 ? stackalloc int[players.Length] : new int[players.Length];
        Choices(strengths, ranks, rivals, tied);

        for (var i = 0; i < players.Length; i++)
        {
            var (omega, delta) = (0.0, 0.0);
            for (var q = 0; q < players.Length; q++)
            {
                if (ranks[q] > ranks[i]) continue;
                var chance = strengths[i] / rivals[q];
                omega += ((q == i ? 1 : 0) - chance) / tied[q];
                delta += chance * (1 - chance) / tied[q];
            }

            var variance = players[i].Variance;
            var gamma = players[i].Deviation / c;
            updated[i] = new(
                players[i].Mean + variance / c * omega,
                Math.Sqrt(variance * Math.Max(1 - variance / c2 * delta * gamma, LeastShrink)));
        }
    }

    // For each place: the strengths of those who might still have taken it, and how many share it.
    private static void Choices(ReadOnlySpan<double> strengths, ReadOnlySpan<int> ranks, Span<double> rivals, Span<int> tied)
    {
        for (var q = 0; q < ranks.Length; q++)
        {
            (rivals[q], tied[q]) = (0, 0);
            for (var s = 0; s < ranks.Length; s++)
            {
                if (ranks[s] >= ranks[q]) rivals[q] += strengths[s];
                if (ranks[s] == ranks[q]) tied[q]++;
            }
        }
    }
}
