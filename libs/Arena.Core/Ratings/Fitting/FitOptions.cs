using System.Collections.Immutable;

namespace Arena.Core.Ratings.Fitting;

/// <summary>What a joint fit assumes.</summary>
public sealed record FitOptions
{
    /// <summary>Every option at its default.</summary>
    public static FitOptions Default { get; } = new();

    /// <summary>What a draw says of two players; half a win by default.</summary>
    public DrawModel Draws { get; init; } = DrawModel.HalfWin;

    /// <summary>Whether the first seat's advantage is estimated; otherwise it is <see cref="GivenSeatAdvantage"/>.</summary>
    public bool SeatAdvantage { get; init; } = true;

    /// <summary>The first seat's advantage where it is not estimated, in Elo points.</summary>
    public double GivenSeatAdvantage { get; init; }

    /// <summary>
    /// Drawn games that each player is given against its opponents, in proportion; 0 is plain maximum likelihood, with one game for those
    /// that are <see cref="RatingFlags.OneSided"/>.
    /// </summary>
    public double PriorDraws { get; init; }

    /// <summary>The mean rating of each group of connected players without an anchor.</summary>
    public double Average { get; init; } = Elo.Start;

    /// <summary>Players whose ratings are given.</summary>
    public ImmutableDictionary<string, double> Anchors { get; init; } = ImmutableDictionary<string, double>.Empty;

    /// <summary>How often an interval should cover the truth.</summary>
    public double Confidence { get; init; } = 0.95;
}
