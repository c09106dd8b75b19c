namespace Arena.Core.Rechecks;

/// <summary>How far a node's results are from those of all the others in the same pairings.</summary>
/// <param name="Matches">Its matches in pairings that others have played too.</param>
/// <param name="ChiSquare">0 where nothing can be compared.</param>
/// <param name="Degrees">Degrees of freedom: 0, 1 or 2.</param>
/// <param name="Probability">How often an honest node is at least this far away: the p-value.</param>
public sealed record NodeResidual(string Node, int Matches, double ChiSquare, int Degrees, double Probability)
{
    /// <summary>By how much the first seat scores more here than elsewhere; null where nothing can be compared.</summary>
    public NodeEffect? Seat { get; init; }

    /// <summary>By how much more is drawn here than elsewhere; null where nothing can be compared.</summary>
    public NodeEffect? Draws { get; init; }

    /// <summary>An honest node looks suspicious once in this many looks: one in a thousand.</summary>
    public const double Rate = 0.001;

    /// <summary>Whether its results are of another kind than those of the rest.</summary>
    public bool IsSuspect => Probability < Rate;
}

/// <summary>
/// What is different at a node, on the scale of log odds: the one-step estimate (R. Peto and others, "Beta blockade during and after
/// myocardial infarction", 1985), the sum over pairings of what was observed less what was to be expected, over how
/// much of it a unit of shift makes.
/// </summary>
/// <param name="Shift">In units of log odds; of the first seat's score, or of a draw.</param>
/// <param name="Error">Its standard error.</param>
public readonly record struct NodeEffect(double Shift, double Error)
{
    private const double Least = 0.25; // what one game between equals tells

    internal static NodeEffect? Of(double observedLessExpected, double information, double variance) =>
        information > Least ? new(observedLessExpected / information, Math.Sqrt(Math.Max(variance, 0)) / information) : null;
}
