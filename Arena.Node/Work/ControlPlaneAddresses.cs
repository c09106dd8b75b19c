namespace Arena.Node.Work;

/// <summary>
/// Where the control plane's replicas are, and which of them is dialled: one after the other, each time that a stream ends. Nodes begin at
/// different ones, by their names. Written by the link alone.
/// </summary>
internal sealed class ControlPlaneAddresses(IReadOnlyList<Uri> addresses)
{
    private int _current;

    public IReadOnlyList<Uri> All => addresses;

    public Uri Current => addresses[Volatile.Read(ref _current)];

    public void BeginAt(string node) =>
        Volatile.Write(ref _current, (int)(node.Aggregate(0u, (sum, letter) => (sum * 31) + letter) % (uint)addresses.Count));

    public void Next() => Volatile.Write(ref _current, (_current + 1) % addresses.Count);
}
