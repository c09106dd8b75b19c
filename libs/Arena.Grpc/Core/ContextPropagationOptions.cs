namespace Grpc.Core;

/// <summary>What a client call takes over from the server call that makes it.</summary>
public class ContextPropagationOptions
{
    /// <summary>Deadline and cancellation both.</summary>
    public static readonly ContextPropagationOptions Default = new();

    /// <summary>Makes options.</summary>
    public ContextPropagationOptions(bool propagateDeadline = true, bool propagateCancellation = true)
    {
        IsPropagateDeadline = propagateDeadline;
        IsPropagateCancellation = propagateCancellation;
    }

    /// <summary>Whether the earlier of the two deadlines holds. Default true.</summary>
    public bool IsPropagateDeadline { get; }

    /// <summary>Whether the client call is cancelled with the server call. Default true.</summary>
    public bool IsPropagateCancellation { get; }
}
