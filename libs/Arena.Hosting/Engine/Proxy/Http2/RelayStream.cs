namespace Arena.Hosting.Engine;

/// <summary>A stream of the client's, and the connection to the replica that it went to. It has the same number on both.</summary>
internal sealed class RelayStream(int id, ReplicaConnection connection)
{
    private int _open = 2;
    private int _hasLeft;

    public int Id { get; } = id;

    public ReplicaConnection Connection { get; } = connection;

    /// <summary>The client has been sent headers, so that there is nothing left to put an error into.</summary>
    public bool HasAnswer { get; set; }

    /// <summary>One side has said its last word. True when the other one had already.</summary>
    public bool CloseHalf() => Interlocked.Decrement(ref _open) == 0;

    /// <summary>True for the first who asks: the stream is over and its replica has one less.</summary>
    public bool TryLeave() => Interlocked.Exchange(ref _hasLeft, 1) == 0;
}
