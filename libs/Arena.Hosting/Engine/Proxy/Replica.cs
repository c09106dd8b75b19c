using System.Net;

namespace Arena.Hosting.Engine;

/// <summary>One of the processes behind an address, and how much it has to do: open connections, or streams of HTTP/2.</summary>
internal sealed class Replica(string id, IPEndPoint address)
{
    private int _load;
    private volatile bool _isUp;

    public string Id { get; } = id;

    public IPEndPoint Address { get; } = address;

    public int Load => Volatile.Read(ref _load);

    /// <summary>Runs and is healthy, as far as is known.</summary>
    public bool IsUp
    {
        get => _isUp;
        set => _isUp = value;
    }

    public void Enter() => Interlocked.Increment(ref _load);

    public void Leave() => Interlocked.Decrement(ref _load);
}
