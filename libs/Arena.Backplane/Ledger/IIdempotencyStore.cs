namespace Arena.Backplane.Ledger;

/// <summary>
/// Calls that somebody may make again because no answer came: each is done once, and its answer is kept for whoever asks again, at
/// whichever replica. Times are the store's.
/// </summary>
public interface IIdempotencyStore
{
    /// <summary>
    /// Somebody makes a call. Nobody else gets <see cref="IdempotentCall.Begun"/> for the same key until it is released, is held for too
    /// long, or has expired.
    /// </summary>
    /// <param name="key">The caller's, unique to the caller.</param>
    /// <param name="fingerprint">SHA-256 of all that is asked: another under the same key is another call.</param>
    /// <param name="hold">How long whoever makes the call may take before somebody else may try.</param>
    /// <param name="keep">How long the key is remembered.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<IdempotentCall> BeginAsync(
        string key, byte[] fingerprint, TimeSpan hold, TimeSpan keep, CancellationToken cancellationToken);

    /// <summary>The call is done. Nothing is kept when somebody else makes it by now.</summary>
    Task CompleteAsync(string key, IdempotentCall.Begun call, byte[] answer, CancellationToken cancellationToken);

    /// <summary>The call came to nothing: the next who makes it is let through at once.</summary>
    Task ReleaseAsync(string key, IdempotentCall.Begun call, CancellationToken cancellationToken);
}
