namespace Arena.Core.Dials;

/// <summary>Why a dial cannot be what somebody wants it to be.</summary>
/// <param name="Message">A sentence: what was found, what is wanted, what there is.</param>
public abstract record DialFault(string Message)
{
    /// <summary>There is no dial of this name.</summary>
    public sealed record Unknown(string Message) : DialFault(Message);

    /// <summary>It may never be that.</summary>
    public sealed record OutOfRange(string Message) : DialFault(Message);

    /// <summary>It may be that, but not in one epoch from where it is.</summary>
    public sealed record TooFast(string Message) : DialFault(Message);
}
