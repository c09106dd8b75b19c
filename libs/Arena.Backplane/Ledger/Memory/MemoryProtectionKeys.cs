namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryProtectionKeys(MemoryState state, TimeProvider time) : IProtectionKeyStore
{
    private readonly List<(string Document, DateTimeOffset AddedAt)> _keys = [];

    public Task<bool> TryAddAsync(string document, TimeSpan apart, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        lock (state.Lock)
        {
            if (_keys.Any(key => key.AddedAt + apart > now))
                return Task.FromResult(false);
            _keys.Add((document, now));
            return Task.FromResult(true);
        }
    }

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult<IReadOnlyList<string>>([.. _keys.Select(key => key.Document)]);
    }
}
