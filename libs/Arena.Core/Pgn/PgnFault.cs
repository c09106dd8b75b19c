namespace Arena.Core.Pgn;

/// <summary>Something in a file that is not as it should be.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in bytes.</param>
/// <param name="Message">What was found and what was wanted.</param>
public readonly record struct PgnFault(long Line, long Column, string Message)
{
    /// <summary>Place and message, as a line of a report.</summary>
    public override string ToString() => $"line {Line}, column {Column}: {Message}";
}
