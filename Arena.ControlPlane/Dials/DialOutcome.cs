using Arena.Core.Dials;

namespace Arena.ControlPlane.Dials;

/// <summary>What has become of a change of the dials.</summary>
internal abstract record DialOutcome
{
    private DialOutcome()
    {
    }

    /// <summary>They are so, since this epoch.</summary>
    public sealed record Done(DialEpoch Epoch) : DialOutcome;

    /// <summary>There is no such dial, or no such epoch.</summary>
    public sealed record NotFound(string Message) : DialOutcome;

    /// <summary>A dial may never be that.</summary>
    public sealed record Invalid(string Message) : DialOutcome;

    /// <summary>A dial may be that, but not in the next epoch.</summary>
    public sealed record TooFast(string Message) : DialOutcome;

    /// <summary>What the dials were once they may not be any more.</summary>
    public sealed record Refused(string Message) : DialOutcome;

    /// <summary>The dials have another epoch than the caller has read.</summary>
    public sealed record Stale(string Message, long Epoch) : DialOutcome;
}
