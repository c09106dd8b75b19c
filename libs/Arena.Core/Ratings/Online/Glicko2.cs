namespace Arena.Core.Ratings.Online;

/// <summary>A player in Glicko-2: rating and deviation on the usual scale, and how much the rating tends to change.</summary>
public readonly record struct GlickoRating(double Rating, double Deviation, double Volatility)
{
    /// <summary>Where everybody starts, as Glickman's example has it: 1500 ± 350, volatility 0.06.</summary>
    public static GlickoRating Start { get; } = new(1500, 350, 0.06);
}

/// <summary>One game of a rating period: the opponent as before the period, and the score against it.</summary>
public readonly record struct GlickoGame(GlickoRating Opponent, double Score);

/// <summary>Glicko-2 (M. Glickman, "Example of the Glicko-2 system", 2012), step by step as in the paper.</summary>
public static class Glicko2
{
    /// <summary>How freely volatility moves: the paper's τ, 0.3 to 1.2.</summary>
    public const double Tau = 0.5;

    private const double Scale = 173.7178;
    private const double Tolerance = 1e-6;

    /// <summary>The player after a rating period. Without games only the deviation grows.</summary>
    public static GlickoRating Update(GlickoRating player, ReadOnlySpan<GlickoGame> games, double tau = Tau)
    {
        var mu = (player.Rating - Elo.Start) / Scale;
        var phi = player.Deviation / Scale;
        var (information, surprise) = (0.0, 0.0);
        foreach (var game in games)
        {
            var g = Damping(game.Opponent.Deviation / Scale);
            var expected = 1 / (1 + Math.Exp(-g * (mu - (game.Opponent.Rating - Elo.Start) / Scale)));
            information += g * g * expected * (1 - expected);
            surprise += g * (game.Score - expected);
        }

        if (information == 0)
            return player with { Deviation = Scale * Math.Sqrt(phi * phi + player.Volatility * player.Volatility) };

        var variance = 1 / information;
        var volatility = NewVolatility(player.Volatility, phi, variance, variance * surprise, tau);
        var before = phi * phi + volatility * volatility;
        var after = 1 / (1 / before + information);
        return new(Elo.Start + Scale * (mu + after * surprise), Scale * Math.Sqrt(after), volatility);
    }

    private static double Damping(double phi) => 1 / Math.Sqrt(1 + 3 * phi * phi / (Math.PI * Math.PI));

    // Step 5: the root of f by the Illinois variant of regula falsi.
    private static double NewVolatility(double sigma, double phi, double variance, double delta, double tau)
    {
        var start = 2 * Math.Log(sigma);
        double F(double x)
        {
            var e = Math.Exp(x);
            var total = phi * phi + variance + e;
            return e * (delta * delta - total) / (2 * total * total) - (x - start) / (tau * tau);
        }

        var a = start;
        var excess = delta * delta - phi * phi - variance;
        var b = excess > 0 ? Math.Log(excess) : start - tau;
        while (excess <= 0 && F(b) < 0) b -= tau;

        var (fa, fb) = (F(a), F(b));
        while (Math.Abs(b - a) > Tolerance)
        {
            var c = a + (a - b) * fa / (fb - fa);
            var fc = F(c);
            if (fc * fb <= 0) (a, fa) = (b, fb);
            else fa /= 2;
            (b, fb) = (c, fc);
        }

        return Math.Exp(a / 2);
    }
}
