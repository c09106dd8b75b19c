using Arena.Core.Primitives;

namespace Arena.Core.Pairing.Ladder;

/// <summary>
/// Prioritized fictitious self-play: a learner meets opponents in proportion to a weight of how often it beats them, x from 0
/// to 1 (O. Vinyals et al., "Grandmaster level in StarCraft II using multi-agent reinforcement learning", Nature 575, 2019).
/// </summary>
public static class Pfsp
{
    /// <summary>f_hard(x) = (1-x)^p: those it loses to. The larger p, the more of them; 0 is uniform.</summary>
    public static double Hard(double winRate, double p = 2)
    {
        Check(winRate);
        ArgumentOutOfRangeException.ThrowIfNegative(p);
        return Math.Pow(1 - winRate, p);
    }

    /// <summary>f_var(x) = x(1-x): those of its own level.</summary>
    public static double Variance(double winRate)
    {
        Check(winRate);
        return winRate * (1 - winRate);
    }

    /// <summary>The rate from counts; ½ until there are enough games to believe it.</summary>
    public static double WinRate(double points, long games, long enough = 1) => games < enough || games == 0 ? 0.5 : points / games;

    /// <summary>
    /// An opponent drawn in proportion to the weights; uniformly when all are 0, as for one that beats everybody.
    /// </summary>
    public static int Sample(ReadOnlySpan<double> weights, Dice dice)
    {
        ArgumentNullException.ThrowIfNull(dice);
        if (weights.IsEmpty) throw new ArgumentException("there is nobody to choose from", nameof(weights));
        var total = 0.0;
        foreach (var weight in weights)
        {
            if (!double.IsFinite(weight) || weight < 0)
                throw new ArgumentException($"found a weight of {weight}; wanted a finite number from 0 up", nameof(weights));
            total += weight;
        }

        if (total == 0) return dice.NextBelow(weights.Length);
        var point = dice.NextDouble() * total;
        var chosen = -1;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0) continue;
            chosen = i;
            if (point < weights[i]) break;
            point -= weights[i];
        }

        return chosen;
    }

    private static void Check(double winRate)
    {
        if (winRate is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(winRate), winRate, "wanted from 0 to 1");
    }
}
