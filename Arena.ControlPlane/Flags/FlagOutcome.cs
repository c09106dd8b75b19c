namespace Arena.ControlPlane.Flags;

/// <summary>What has become of a change of a flag.</summary>
internal abstract record FlagOutcome
{
    private FlagOutcome()
    {
    }

    public sealed record Done(FlagView Flag) : FlagOutcome;

    /// <summary>The rules cannot be.</summary>
    public sealed record Invalid(string Message) : FlagOutcome;

    /// <summary>It has another version than the caller has read.</summary>
    public sealed record Stale(string Message, long Version) : FlagOutcome;

    /// <summary>It is the system's alone.</summary>
    public sealed record Forbidden(string Message) : FlagOutcome;

    /// <summary>What it would switch on is not there yet.</summary>
    public sealed record NotThere(string Message) : FlagOutcome;

    /// <summary>That does not go with how things are.</summary>
    public sealed record Refused(string Message) : FlagOutcome;
}
