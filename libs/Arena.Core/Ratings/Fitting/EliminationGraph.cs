using System.Numerics;

namespace Arena.Core.Ratings.Fitting;

/// <summary>
/// Takes nodes out of a graph, fewest neighbours first; the neighbours of one that goes become neighbours of each other.
/// While there are many nodes, links are hash sets and only nodes with few of them go; then rows of bits.
/// </summary>
internal sealed class EliminationGraph
{
    private const int MostBits = 8_192;     // nodes; rows of bits then take 8 MB
    private const int MostCore = 4_000;     // nodes; the dense block then takes 128 MB
    private const int MostFill = 1 << 26;   // elements of columns: 512 MB
    private const int LongColumn = 64;
    private const double DenseEnough = 0.6;

    private int _fill;

    public List<int> Eliminated { get; } = [];

    /// <summary>Of each eliminated node: those linked to it when it went.</summary>
    public List<int[]> Neighbours { get; } = [];

    /// <summary>Those not eliminated are nearly all linked to each other.</summary>
    public static EliminationGraph Of(int nodes, IReadOnlyList<(int A, int B)> edges)
    {
        var graph = new EliminationGraph();
        if (nodes <= MostBits)
        {
            graph.WithBits([.. Enumerable.Range(0, nodes)], edges);
            return graph;
        }

        var around = graph.WithSets(nodes, edges);
        int[] left = [.. Enumerable.Range(0, nodes).Where(node => around[node] is not null)];
        graph.WithBits(left, [.. left.SelectMany(a => around[a]!.Where(b => a < b).Select(b => (a, b)))]);
        return graph;
    }

    private HashSet<int>?[] WithSets(int nodes, IReadOnlyList<(int A, int B)> edges)
    {
        var around = new HashSet<int>?[nodes];
        for (var i = 0; i < nodes; i++) around[i] = [];
        foreach (var (a, b) in edges)
        {
            around[a]!.Add(b);
            around[b]!.Add(a);
        }

        var queue = new PriorityQueue<int, (int Degree, int Node)>();
        for (var i = 0; i < nodes; i++) queue.Enqueue(i, (around[i]!.Count, i));
        while (nodes - Eliminated.Count > MostBits && queue.TryDequeue(out var node, out var key))
        {
            if (around[node] is not { } links || key.Degree != links.Count) continue;
            if (links.Count > LongColumn)
                throw new InvalidOperationException(
                    $"{nodes - Eliminated.Count} players all met more than {LongColumn} others; "
                    + $"a joint fit takes at most {MostBits} such players");
            int[] neighbours = [.. links];
            Take(node, neighbours);
            around[node] = null;
            foreach (var a in neighbours)
            {
                around[a]!.Remove(node);
                foreach (var b in neighbours)
                    if (a != b) around[a]!.Add(b);
            }

            foreach (var a in neighbours) queue.Enqueue(a, (around[a]!.Count, a));
        }

        return around;
    }

    private void WithBits(int[] nodes, IReadOnlyList<(int A, int B)> edges)
    {
        var place = new Dictionary<int, int>(nodes.Length);
        for (var i = 0; i < nodes.Length; i++) place.Add(nodes[i], i);
        var words = (nodes.Length + 63) / 64;
        var rows = new ulong[nodes.Length][];
        for (var i = 0; i < rows.Length; i++) rows[i] = new ulong[words];
        foreach (var (a, b) in edges)
        {
            var (i, j) = (place[a], place[b]);
            rows[i][j / 64] |= 1UL << (j % 64);
            rows[j][i / 64] |= 1UL << (i % 64);
        }

        var degree = Array.ConvertAll(rows, Count);
        for (var left = nodes.Length; left > 0; left--)
        {
            var node = Array.IndexOf(degree, degree.Min());
            if (degree[node] + 1 >= left * DenseEnough && left <= MostCore) return;
            var neighbours = Bits(rows[node], degree[node]);
            Take(nodes[node], Array.ConvertAll(neighbours, i => nodes[i]));
            foreach (var a in neighbours)
            {
                Join(rows[a], rows[node]);
                rows[a][a / 64] &= ~(1UL << (a % 64));
                rows[a][node / 64] &= ~(1UL << (node % 64));
                degree[a] = Count(rows[a]);
            }

            degree[node] = int.MaxValue;
        }
    }

    private void Take(int node, int[] neighbours)
    {
        _fill += neighbours.Length;
        if (_fill > MostFill)
            throw new InvalidOperationException(
                $"the players met each other in too many ways for a joint fit of more than {MostCore} of them");
        Eliminated.Add(node);
        Neighbours.Add(neighbours);
    }

    private static void Join(ulong[] row, ulong[] other)
    {
        for (var w = 0; w < row.Length; w++) row[w] |= other[w];
    }

    private static int Count(ulong[] row)
    {
        var count = 0;
        foreach (var word in row) count += BitOperations.PopCount(word);
        return count;
    }

    private static int[] Bits(ulong[] row, int count)
    {
        var bits = new int[count];
        var found = 0;
        for (var w = 0; w < row.Length; w++)
            for (var word = row[w]; word != 0; word &= word - 1) bits[found++] = 64 * w + BitOperations.TrailingZeroCount(word);
        return bits;
    }
}
