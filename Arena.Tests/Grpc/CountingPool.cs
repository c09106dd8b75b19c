using System.Buffers;
using System.Collections.Concurrent;

namespace Arena.Tests.Grpc;

/// <summary>Knows every array that is out, tells when the last is back, and counts those that come back twice.</summary>
internal sealed class CountingPool : ArrayPool<byte>, IDisposable
{
    private readonly ConcurrentDictionary<byte[], bool> _known = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<byte[], bool> _out = new(ReferenceEqualityComparer.Instance);
    private readonly SemaphoreSlim _returned = new(0);
    private int _rented;
    private int _returnedTwice;
    private bool _waiting;

    internal int Rented => Volatile.Read(ref _rented);

    internal int ReturnedTwice => Volatile.Read(ref _returnedTwice);

    public override byte[] Rent(int minimumLength)
    {
        var array = Shared.Rent(minimumLength);
        Interlocked.Increment(ref _rented);
        _known[array] = true;
        _out[array] = true;
        return array;
    }

    public override void Return(byte[] array, bool clearArray = false)
    {
        // One from before this pool took over goes back to where it came from.
        if (!_out.TryRemove(array, out _) && _known.ContainsKey(array))
            Interlocked.Increment(ref _returnedTwice);
        Shared.Return(array, clearArray);
        if (Volatile.Read(ref _waiting))
            _returned.Release();
    }

    internal async Task AllReturnedAsync()
    {
        Volatile.Write(ref _waiting, true);
        while (!_out.IsEmpty)
            await _returned.WaitAsync();
    }

    public void Dispose() => _returned.Dispose();
}
