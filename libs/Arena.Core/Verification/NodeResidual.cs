namespace Arena.Core.Verification;

/// <summary>How far a node's results are from those of all the others in the same pairings.</summary>
/// <param name="Matches">Its matches in pairings that others have played too.</param>
/// <param name="ChiSquare">0 where nothing can be compared.</param>
/// <param name="Degrees">Degrees of freedom: 0, 1 or 2.</param>
/// <param name="Probability">How often an honest node is at least this far away: the p-value.</param>
public sealed record NodeResidual(string Node, int Matches, double ChiSquare, int Degrees, double Probability)
{
    /// <summary>An honest node looks suspicious once in this many looks: one in a thousand.</summary>
    public const double Rate = 0.001;

    /// <summary>Whether its results are of another kind than those of the rest.</summary>
    public bool IsSuspect => Probability < Rate;
}
