namespace Arena.Core.Dials;

/// <summary>What all dials were from some moment on. A match says by number in which it was played.</summary>
/// <param name="Number">From 0, without gaps.</param>
/// <param name="Values">What they are.</param>
/// <param name="At">Since when, in UTC to the microsecond; null of epoch 0.</param>
/// <param name="Who">Who made it so; null of epoch 0.</param>
/// <param name="Why">In their words; null when they gave no reason.</param>
public sealed record DialEpoch(long Number, DialValues Values, DateTimeOffset? At = null, string? Who = null, string? Why = null)
{
    /// <summary>Before anybody has changed a dial: all are what they are by default.</summary>
    public static DialEpoch First { get; } = new(0, DialValues.Defaults);
}
