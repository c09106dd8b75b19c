namespace Arena.Core.Clocks;

/// <summary>A seat's clock as it stands before a move.</summary>
/// <param name="Remaining">Time for this move, where each has its own; else what is left in the bank.</param>
/// <param name="Overage">What is left of the overage.</param>
/// <param name="MovesToGo">Moves until the bank is filled up again; 0 when it never is.</param>
public readonly record struct ClockReading(TimeControl Control, TimeSpan Remaining, TimeSpan Overage, int MovesToGo)
{
    /// <summary>An answer that takes longer than this is too late.</summary>
    internal TimeSpan Limit => Remaining + Overage + Control.Margin;
}
