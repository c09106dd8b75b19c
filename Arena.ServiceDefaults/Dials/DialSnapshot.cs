using System.Collections.Frozen;

namespace Arena.ServiceDefaults.Dials;

/// <summary>What all dials are at once.</summary>
/// <param name="Epoch">Their number; 0 before anybody has changed one.</param>
/// <param name="Values">By name; none while this service has not been told.</param>
public sealed record DialSnapshot(long Epoch, FrozenDictionary<string, double> Values)
{
    /// <summary>Before a service has been told.</summary>
    public static DialSnapshot Unheard { get; } = new(0, FrozenDictionary<string, double>.Empty);

    internal bool IsSame(DialSnapshot other) =>
        Epoch == other.Epoch && Values.Count == other.Values.Count
        && Values.All(dial => other.Values.TryGetValue(dial.Key, out var value) && value.Equals(dial.Value));
}
