using System.Diagnostics;

namespace Arena.Backplane.Ledger;

/// <summary>Who asks for a change, and why: what the audit trail says of it.</summary>
/// <param name="Who">The principal's name; <see cref="Local"/> where nobody has to say who they are.</param>
/// <param name="Why">In their words; null when they gave no reason.</param>
/// <param name="TraceId">The W3C trace that the change happened in (32 hexadecimal digits); null when there was none.</param>
public sealed record Requester(string Who, string? Why, string? TraceId)
{
    /// <summary>Whoever sits at the machine.</summary>
    public const string Local = "local";

    /// <summary>The system itself, for what its configuration says.</summary>
    public const string Configuration = "configuration";

    /// <summary>A league's own sequential test, which is decided.</summary>
    public const string Sprt = "sprt";

    /// <summary>Somebody who asks now, within the current trace.</summary>
    public static Requester Of(string who, string? why = null) =>
        new(who, string.IsNullOrWhiteSpace(why) ? null : why, Activity.Current?.TraceId.ToHexString());
}
