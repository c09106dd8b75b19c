namespace Arena.Core.Ratings.Online;

/// <summary>
/// The corrections of a normal distribution's mean (v) and variance (w) when it is cut off by a win or a draw
/// (Herbrich, Minka, Graepel, "TrueSkill", NIPS 2006). All in units of the deviation.
/// </summary>
internal static class Truncation
{
    public static (double V, double W) Win(double difference, double margin)
    {
        var x = difference - margin;
        var v = Normal.InverseMills(x);
        return (v, Math.Clamp(v * (v + x), 0, 1));
    }

    public static (double V, double W) Draw(double difference, double margin)
    {
        var distance = Math.Abs(difference);
        var (low, high) = (-margin - distance, margin - distance);
        var mass = Normal.Cumulative(high) - Normal.Cumulative(low);
        if (mass < 1e-200)
        {
            // Far outside, or no margin at all: all the mass sits at the nearer edge.
            return (Math.Sign(difference) * high, 1);
        }

        var (lowDensity, highDensity) = (Normal.Density(low), Normal.Density(high));
        var v = (lowDensity - highDensity) / mass;
        var w = v * v + (high * highDensity - low * lowDensity) / mass;
        return (difference < 0 ? -v : v, Math.Clamp(w, 0, 1));
    }
}
