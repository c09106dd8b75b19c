namespace Arena.Core.Pairing.Ladder;

/// <summary>Gains from variances alone, for many agents: the least certain one plays, against the best opponent for it.</summary>
internal sealed class VarianceGains(LadderPosterior posterior, int matches) : Gains
{
    private readonly double[] _variances = [.. posterior.Variances];

    public override (int One, int Other) Best(bool[] free)
    {
        var least = -1;
        for (var agent = 0; agent < free.Length; agent++)
        {
            if (free[agent] && (least < 0 || _variances[agent] > _variances[least])) least = agent;
        }

        return (least, BestFor(least, free));
    }

    public override double Gain(int one, int other)
    {
        var (information, x, y) = (Information(one, other), _variances[one], _variances[other]);
        return information * (x * x + y * y) / (1 + information * (x + y));
    }

    public override void Played(int one, int other)
    {
        var (information, x, y) = (Information(one, other), _variances[one], _variances[other]);
        var c = information / (1 + information * (x + y));
        (_variances[one], _variances[other]) = (x - c * x * x, y - c * y * y);
    }

    private double Information(int one, int other)
    {
        var p = posterior.WinChance(one, other);
        return matches * p * (1 - p);
    }
}
