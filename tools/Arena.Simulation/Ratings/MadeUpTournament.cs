using Arena.Core.Primitives;
using Arena.Core.Ratings;
using Arena.Core.Ratings.Fitting;
using Arena.Core.Ratings.Results;

namespace Arena.Simulation.Ratings;

/// <summary>A tournament of players whose strengths are known: everybody meets everybody, half of the games from each seat.</summary>
/// <param name="Games">Of each two players; the pairs of games if <paramref name="Paired"/>.</param>
/// <param name="Draws">
/// How many games of equals are drawn. Where a draw is half a win, as many are of any two, as far as the expected score leaves room.
/// </param>
/// <param name="Spread">The deviation of the normal strengths, in Elo.</param>
/// <param name="Seat">What the first seat is worth, in Elo.</param>
/// <param name="Paired">Whether two games with swapped seats are one observation.</param>
/// <param name="Model">What a draw is, to those who play and to the fit.</param>
public sealed record MadeUpTournament(
    int Players, int Games, double Draws, double Spread = 50, double Seat = 30, bool Paired = false,
    DrawModel Model = DrawModel.HalfWin)
{
    /// <summary>The parameters in a few words.</summary>
    public override string ToString()
    {
        var games = $"{Games} {(Paired ? "pair" : "game")}{(Games == 1 ? "" : "s")} each";
        var davidson = Model == DrawModel.Davidson ? ", Davidson" : "";
        return FormattableString.Invariant(
            $"{Players} players, {games}, {100 * Draws:0} % draws{davidson} (strengths N(0, {Spread}), seat {Seat})");
    }

    /// <summary>Draws strengths: of a mean of zero, in Elo.</summary>
    public double[] Strengths(Dice dice)
    {
        ArgumentNullException.ThrowIfNull(dice);
        var strengths = new double[Players];
        for (var i = 0; i < Players; i++) strengths[i] = Spread * dice.NextNormal();
        var mean = strengths.Average();
        return Array.ConvertAll(strengths, strength => strength - mean);
    }

    /// <summary>Plays all games. A player's number in the results is its place among the strengths.</summary>
    public ResultSet Play(double[] strengths, Dice dice)
    {
        ArgumentNullException.ThrowIfNull(strengths);
        var builder = new ResultSetBuilder();
        for (var i = 0; i < Players; i++) builder.Player($"player {i:000}");
        for (var a = 0; a < Players; a++)
        {
            for (var b = 0; b < a; b++)
            {
                for (var game = 0; game < Games; game++) Play(builder, a, b, strengths[a] - strengths[b], game % 2 == 0, dice);
            }
        }

        return builder.Build();
    }

    private void Play(ResultSetBuilder builder, int a, int b, double difference, bool first, Dice dice)
    {
        if (Paired) builder.AddPair(a, b, Roll(difference + Seat, dice), Roll(difference - Seat, dice));
        else if (first) builder.Add(a, b, Roll(difference + Seat, dice));
        else builder.Add(b, a, Roll(Seat - difference, dice));
    }

    private GameResult Roll(double difference, Dice dice)
    {
        var (win, draw) = Model == DrawModel.Davidson ? Davidson(difference) : HalfWin(difference);
        var roll = dice.NextDouble();
        return roll < win ? GameResult.Win : roll < win + draw ? GameResult.Draw : GameResult.Loss;
    }

    private (double Win, double Draw) HalfWin(double difference)
    {
        var score = EloScale.ToScore(difference);
        var draw = Math.Min(Draws, 2 * Math.Min(score, 1 - score));
        return (score - draw / 2, draw);
    }

    private (double Win, double Draw) Davidson(double difference)
    {
        var odds = Math.Exp(difference / EloScale.PointsPerUnit / 2);
        var draw = 2 * Draws / (1 - Draws);
        return (odds / (odds + 1 / odds + draw), draw / (odds + 1 / odds + draw));
    }
}
