namespace Arena.Backplane.Ledger;

/// <summary>What is to be done about a call that may have been made before.</summary>
public abstract record IdempotentCall
{
    private IdempotentCall()
    {
    }

    /// <summary>Make it.</summary>
    /// <param name="Token">Stays the same while this call is tried again, so that what is made of it is the same thing.</param>
    /// <param name="Attempt">Which try this is; rises.</param>
    public sealed record Begun(Guid Token, int Attempt) : IdempotentCall;

    /// <summary>Somebody makes it right now.</summary>
    public sealed record InProgress : IdempotentCall;

    /// <summary>The key was used for something else.</summary>
    public sealed record OtherCall : IdempotentCall;

    /// <summary>It is done.</summary>
    /// <param name="Answer">As it was given to <see cref="IIdempotencyStore.CompleteAsync"/>.</param>
    public sealed record Done(byte[] Answer) : IdempotentCall;
}
