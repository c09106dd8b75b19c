namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryIdempotency(MemoryState state, TimeProvider time) : IIdempotencyStore
{
    private const int Most = 100_000; // beyond that the next to expire are forgotten earlier

    private readonly Dictionary<string, Call> _calls = new(StringComparer.Ordinal);

    // By when they expire, the next first; a key that was taken anew is there more than once.
    private readonly PriorityQueue<string, DateTimeOffset> _expiring = new();

    public Task<IdempotentCall> BeginAsync(
        string key, byte[] fingerprint, TimeSpan hold, TimeSpan keep, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            var now = time.GetUtcNow();
            Forget_NeedsLock(now);
            if (_calls.GetValueOrDefault(key) is { } known)
            {
                if (!known.Fingerprint.AsSpan().SequenceEqual(fingerprint))
                    return Task.FromResult<IdempotentCall>(new IdempotentCall.OtherCall());
                if (known.Answer is not null)
                    return Task.FromResult<IdempotentCall>(new IdempotentCall.Done(known.Answer));
                if (known.HeldUntil > now)
                    return Task.FromResult<IdempotentCall>(new IdempotentCall.InProgress());
            }

            var begun = _calls.GetValueOrDefault(key) is { Begun: var before }
                ? before with { Attempt = before.Attempt + 1 }
                : new IdempotentCall.Begun(Guid.NewGuid(), 1);
            _calls[key] = new Call(begun, fingerprint, now + hold, Answer: null, now + keep);
            _expiring.Enqueue(key, now + keep);
            return Task.FromResult<IdempotentCall>(begun);
        }
    }

    public Task CompleteAsync(string key, IdempotentCall.Begun call, byte[] answer, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            if (_calls.GetValueOrDefault(key) is { Answer: null } known && known.Begun == call)
                _calls[key] = known with { Answer = answer };
        }

        return Task.CompletedTask;
    }

    public Task ReleaseAsync(string key, IdempotentCall.Begun call, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            if (_calls.GetValueOrDefault(key) is { Answer: null } known && known.Begun == call)
                _calls[key] = known with { HeldUntil = time.GetUtcNow() };
        }

        return Task.CompletedTask;
    }

    private void Forget_NeedsLock(DateTimeOffset now)
    {
        while (_expiring.TryPeek(out var key, out var at) && (at <= now || _expiring.Count >= Most))
        {
            _expiring.Dequeue();
            if (_calls.GetValueOrDefault(key)?.ExpiresAt == at)
                _calls.Remove(key);
        }
    }

    private sealed record Call(
        IdempotentCall.Begun Begun, byte[] Fingerprint, DateTimeOffset HeldUntil, byte[]? Answer, DateTimeOffset ExpiresAt);
}
