namespace Arena.Hosting.Engine;

/// <summary>
/// The replicas behind one address. The one with the least to do is chosen; among equals they take turns, so that calls that
/// come one at a time reach all of them too.
/// </summary>
internal sealed class Upstream(IReadOnlyList<Replica> replicas)
{
    private uint _turn;

    public IReadOnlyList<Replica> Replicas { get; } = replicas;

    /// <summary>Healthy ones first; if there is none, any that has not been tried: it may be on its way up.</summary>
    public Replica? Choose(IReadOnlyCollection<Replica>? tried = null)
    {
        var start = (int)(Interlocked.Increment(ref _turn) % (uint)Replicas.Count);
        Replica? best = null;
        for (var i = 0; i < Replicas.Count; i++)
        {
            var replica = Replicas[(start + i) % Replicas.Count];
            if (tried?.Contains(replica) != true && (best is null || IsBetter(replica, best)))
                best = replica;
        }

        return best;
    }

    private static bool IsBetter(Replica one, Replica other) => one.IsUp == other.IsUp ? one.Load < other.Load : one.IsUp;
}
