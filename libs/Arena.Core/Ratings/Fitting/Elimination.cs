namespace Arena.Core.Ratings.Fitting;

/// <summary>The order in which a graph's nodes are eliminated, and where each number of the factor is stored.</summary>
internal sealed class Elimination
{
    /// <summary>The largest dense block: 4,000² numbers are 128 MB.</summary>
    public const int MostCore = 4_000;

    private const double DenseEnough = 0.4;
    private const int LongColumn = 64;
    private const int SmallCore = 2_500;

    private readonly int[] _rank;           // of each node: place in the order of elimination, then in the core

    private Elimination(int nodes, List<int> eliminated, List<int[]> neighbours, IReadOnlyList<(int A, int B)> edges)
    {
        Eliminated = [.. eliminated];
        Neighbours = [.. neighbours];
        _rank = new int[nodes];
        Array.Fill(_rank, -1);
        for (var k = 0; k < Eliminated.Length; k++) _rank[Eliminated[k]] = k;
        Core = [.. Enumerable.Range(0, nodes).Where(node => _rank[node] < 0)];
        for (var i = 0; i < Core.Length; i++) _rank[Core[i]] = Eliminated.Length + i;

        ColumnStart = new int[Eliminated.Length];
        var size = Eliminated.Length;
        for (var k = 0; k < Eliminated.Length; k++)
        {
            Array.Sort(Neighbours[k], (x, y) => _rank[x].CompareTo(_rank[y]));
            ColumnStart[k] = size;
            size += Neighbours[k].Length;
        }

        CoreStart = size;
        Size = checked(size + Core.Length * Core.Length);
        DiagonalSlot = new int[nodes];
        for (var node = 0; node < nodes; node++) DiagonalSlot[node] = Slot(node, node);
        EdgeSlot = [.. edges.Select(e => Slot(e.A, e.B))];
        Targets = Array.ConvertAll(Neighbours, TargetsOf);
    }

    public int[] Eliminated { get; }

    /// <summary>Of each eliminated node: those still there when it goes, in order of elimination.</summary>
    public int[][] Neighbours { get; }

    public int[] Core { get; }

    public int[] ColumnStart { get; }

    public int CoreStart { get; }

    public int Size { get; }

    public int[] DiagonalSlot { get; }

    public int[] EdgeSlot { get; }

    /// <summary>Of each eliminated node: where the products of its column's elements are taken off, row by row.</summary>
    public int[][] Targets { get; }

    public static Elimination Of(int nodes, IReadOnlyList<(int A, int B)> edges)
    {
        var around = new HashSet<int>[nodes];
        for (var i = 0; i < nodes; i++) around[i] = [];
        foreach (var (a, b) in edges)
        {
            around[a].Add(b);
            around[b].Add(a);
        }

        var queue = new PriorityQueue<int, (int Degree, int Node)>();
        for (var i = 0; i < nodes; i++) queue.Enqueue(i, (around[i].Count, i));
        var (eliminated, neighbours) = (new List<int>(), new List<int[]>());
        var gone = new bool[nodes];
        while (queue.TryDequeue(out var node, out var key))
        {
            var degree = around[node].Count;
            if (gone[node] || key.Degree != degree) continue;
            var left = nodes - eliminated.Count;
            if (degree + 1 >= left * DenseEnough && left <= SmallCore || degree > LongColumn && left <= MostCore) break;
            if (degree > LongColumn)
                throw new InvalidOperationException(
                    $"{left} players all met more than {LongColumn} others; a joint fit takes at most {MostCore} such players");
            gone[node] = true;
            eliminated.Add(node);
            neighbours.Add([.. around[node]]);
            Remove(node, around, queue);
        }

        return new(nodes, eliminated, neighbours, edges);
    }

    // The neighbours of a node that goes become neighbours of each other.
    private static void Remove(int node, HashSet<int>[] around, PriorityQueue<int, (int Degree, int Node)> queue)
    {
        foreach (var a in around[node])
        {
            around[a].Remove(node);
            foreach (var b in around[node])
                if (a != b) around[a].Add(b);
        }

        foreach (var a in around[node]) queue.Enqueue(a, (around[a].Count, a));
    }

    private int[] TargetsOf(int[] neighbours)
    {
        var targets = new int[neighbours.Length * (neighbours.Length + 1) / 2];
        var t = 0;
        for (var p = 0; p < neighbours.Length; p++)
            for (var q = 0; q <= p; q++) targets[t++] = Slot(neighbours[p], neighbours[q]);
        return targets;
    }

    private int Slot(int a, int b)
    {
        var (early, late) = _rank[a] <= _rank[b] ? (a, b) : (b, a);
        var rank = _rank[early];
        if (rank >= Eliminated.Length)
            return CoreStart + (_rank[late] - Eliminated.Length) * Core.Length + rank - Eliminated.Length;
        return early == late ? rank : ColumnStart[rank] + IndexIn(Neighbours[rank], _rank[late]);
    }

    private int IndexIn(int[] sorted, int rank)
    {
        var (low, high) = (0, sorted.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_rank[sorted[middle]] < rank) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
