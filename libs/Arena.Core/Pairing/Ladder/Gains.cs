namespace Arena.Core.Pairing.Ladder;

/// <summary>By how much an encounter would make the variances' sum smaller.</summary>
internal abstract class Gains
{
    public static Gains Of(LadderPosterior posterior, int matches) => posterior.Covariance is { } covariance
        ? new CovarianceGains(posterior, covariance, matches)
        : new VarianceGains(posterior, matches);

    /// <summary>The best opponent for one, of those who are free. The lower number wins ties.</summary>
    public int BestFor(int agent, bool[] free)
    {
        var (best, most) = (-1, double.NegativeInfinity);
        for (var other = 0; other < free.Length; other++)
        {
            if (!free[other] || other == agent) continue;
            var gain = Gain(agent, other);
            if (gain > most) (best, most) = (other, gain);
        }

        return best;
    }

    /// <summary>The two to play next, of those who are free.</summary>
    public abstract (int One, int Other) Best(bool[] free);

    /// <summary>Notes that two will play.</summary>
    public abstract void Played(int one, int other);

    /// <summary>The gain of an encounter between two.</summary>
    public abstract double Gain(int one, int other);
}
