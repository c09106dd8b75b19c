namespace Arena.Core.Learning;

/// <summary>The squared Euclidean distances between the updates of a round.</summary>
internal sealed class Distances
{
    private const int Block = 2048; // of every update, so that each is in the cache while it is compared with the others

    private readonly double[] _squared;
    private readonly int _count;

    public Distances(ReadOnlySpan<ClientUpdate> updates, int dimension)
    {
        _count = updates.Length;
        _squared = new double[_count * _count];
        for (var start = 0; start < dimension; start += Block)
        {
            var width = Math.Min(Block, dimension - start);
            for (var i = 0; i < _count; i++)
            {
                var one = updates[i].Delta.Span.Slice(start, width);
                for (var j = 0; j < i; j++)
                    _squared[i * _count + j] += SquaredLength.Between(one, updates[j].Delta.Span.Slice(start, width));
            }
        }

        for (var i = 0; i < _count; i++)
        {
            for (var j = 0; j < i; j++)
                _squared[j * _count + i] = _squared[i * _count + j];
        }
    }

    /// <summary>
    /// The client that is nearest to its nearest: Krum's score is the sum of the squared distances to the
    /// <paramref name="nearest"/> others. Of equal ones the first.
    /// </summary>
    /// <param name="among">The clients that are looked at, by their places.</param>
    /// <param name="nearest">How many others count.</param>
    public int MostCentral(IReadOnlyList<int> among, int nearest) => among.MinBy(client => Score(client, among, nearest));

    /// <summary>Krum's score of a client.</summary>
    public double Score(int client, IReadOnlyList<int> among, int nearest)
    {
        var others = new double[among.Count - 1];
        var filled = 0;
        foreach (var other in among)
        {
            if (other != client)
                others[filled++] = _squared[client * _count + other];
        }

        Array.Sort(others);
        return others.Take(nearest).Sum();
    }
}
