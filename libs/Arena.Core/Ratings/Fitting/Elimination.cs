namespace Arena.Core.Ratings.Fitting;

/// <summary>
/// The order in which a graph's nodes are eliminated (fewest neighbours first: minimum degree, Tinney and Walker 1967),
/// and where each number of the factor is stored: diagonal, columns of the eliminated, dense core.
/// </summary>
internal sealed class Elimination
{
    private readonly int[][] _rows;         // of each eliminated node: the ranks of those linked to it when it goes, ascending

    private Elimination(int nodes, EliminationGraph graph, IReadOnlyList<(int A, int B)> edges)
    {
        Nodes = nodes;
        Rank = new int[nodes];
        Array.Fill(Rank, -1);
        Eliminated = graph.Eliminated.Count;
        for (var k = 0; k < Eliminated; k++) Rank[graph.Eliminated[k]] = k;
        var next = Eliminated;
        for (var node = 0; node < nodes; node++)
            if (Rank[node] < 0) Rank[node] = next++;

        _rows = new int[Eliminated][];
        ColumnStart = new int[Eliminated + 1];
        var size = nodes;
        for (var k = 0; k < Eliminated; k++)
        {
            var rows = _rows[k] = Array.ConvertAll(graph.Neighbours[k], node => Rank[node]);
            Array.Sort(rows);
            ColumnStart[k] = size;
            size = checked(size + rows.Length);
        }

        ColumnStart[Eliminated] = size;
        Size = checked(size + Core * Core);
        EdgeSlot = new int[edges.Count];
        for (var e = 0; e < EdgeSlot.Length; e++) EdgeSlot[e] = Slot(Rank[edges[e].A], Rank[edges[e].B]);
    }

    public int Nodes { get; }

    /// <summary>Of each node: its place in the order; the core's come last.</summary>
    public int[] Rank { get; }

    /// <summary>How many nodes have a column of their own.</summary>
    public int Eliminated { get; }

    /// <summary>How many are in the dense block.</summary>
    public int Core => Nodes - Eliminated;

    /// <summary>Where each column begins, and behind the last of them the dense block. Before the first is the diagonal.</summary>
    public int[] ColumnStart { get; }

    public int CoreStart => ColumnStart[Eliminated];

    public int Size { get; }

    public int[] EdgeSlot { get; }

    public static Elimination Of(int nodes, IReadOnlyList<(int A, int B)> edges) => new(nodes, EliminationGraph.Of(nodes, edges), edges);

    /// <summary>The ranks of a column's elements.</summary>
    public ReadOnlySpan<int> Rows(int column) => _rows[column];

    /// <summary>Where the element of two different ranks is.</summary>
    private int Slot(int a, int b)
    {
        var (early, late) = a < b ? (a, b) : (b, a);
        return early >= Eliminated
            ? CoreStart + (late - Eliminated) * Core + early - Eliminated
            : ColumnStart[early] + Array.BinarySearch(_rows[early], late);
    }
}
