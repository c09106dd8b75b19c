namespace Arena.Core.Pairing.Matching;

/// <summary>
/// A matching of as many vertices as possible in a general graph (J. Edmonds, "Paths, trees, and flowers", 1965): a greedy
/// one, made larger along augmenting paths. Vertices are taken in order, and one that is matched stays matched, so the
/// earlier ones are covered first. O(n³) at worst, near O(n²) on dense graphs.
/// </summary>
internal sealed class CardinalityMatching
{
    private readonly int _n;
    private readonly Func<int, int, bool> _edge;
    private readonly int[] _match, _parent, _base;
    private readonly bool[] _reached, _inBlossom, _onPath;
    private readonly Queue<int> _queue = new();

    private CardinalityMatching(int vertices, Func<int, int, bool> edge)
    {
        (_n, _edge) = (vertices, edge);
        (_match, _parent, _base) = (new int[_n], new int[_n], new int[_n]);
        (_reached, _inBlossom, _onPath) = (new bool[_n], new bool[_n], new bool[_n]);
        Array.Fill(_match, -1);
    }

    /// <returns>Each vertex' partner, or -1.</returns>
    public static int[] Maximum(int vertices, Func<int, int, bool> edge)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vertices);
        ArgumentNullException.ThrowIfNull(edge);
        var matching = new CardinalityMatching(vertices, edge);
        matching.Run();
        return matching._match;
    }

    /// <summary>Whether every vertex can have a partner.</summary>
    public static bool IsPerfect(int vertices, Func<int, int, bool> edge) =>
        vertices % 2 == 0 && Array.IndexOf(Maximum(vertices, edge), -1) < 0;

    private void Run()
    {
        for (var v = 0; v < _n; v++)
        {
            for (var u = v + 1; u < _n && _match[v] < 0; u++)
            {
                if (_match[u] < 0 && _edge(v, u)) (_match[v], _match[u]) = (u, v);
            }
        }

        for (var v = 0; v < _n; v++)
        {
            if (_match[v] < 0) Augment(v);
        }
    }

    private void Augment(int root)
    {
        var end = FindEnd(root);
        while (end >= 0)
        {
            var before = _parent[end];
            var next = _match[before];
            (_match[end], _match[before]) = (before, end);
            end = next;
        }
    }

    private int FindEnd(int root)
    {
        Array.Clear(_reached);
        Array.Fill(_parent, -1);
        for (var v = 0; v < _n; v++) _base[v] = v;
        _queue.Clear();
        _reached[root] = true;
        _queue.Enqueue(root);
        while (_queue.TryDequeue(out var v))
        {
            for (var to = 0; to < _n; to++)
            {
                if (to == v || _base[v] == _base[to] || _match[v] == to || !_edge(v, to)) continue;
                if (to == root || (_match[to] >= 0 && _parent[_match[to]] >= 0))
                {
                    Contract(v, to);
                }
                else if (_parent[to] < 0)
                {
                    _parent[to] = v;
                    if (_match[to] < 0) return to;
                    _reached[_match[to]] = true;
                    _queue.Enqueue(_match[to]);
                }
            }
        }

        return -1;
    }

    private void Contract(int v, int to)
    {
        var ancestor = CommonBase(v, to);
        Array.Clear(_inBlossom);
        Mark(v, ancestor, to);
        Mark(to, ancestor, v);
        for (var i = 0; i < _n; i++)
        {
            if (!_inBlossom[_base[i]]) continue;
            _base[i] = ancestor;
            if (_reached[i]) continue;
            _reached[i] = true;
            _queue.Enqueue(i);
        }
    }

    private void Mark(int v, int ancestor, int child)
    {
        while (_base[v] != ancestor)
        {
            _inBlossom[_base[v]] = _inBlossom[_base[_match[v]]] = true;
            _parent[v] = child;
            child = _match[v];
            v = _parent[_match[v]];
        }
    }

    private int CommonBase(int a, int b)
    {
        Array.Clear(_onPath);
        while (true)
        {
            a = _base[a];
            _onPath[a] = true;
            if (_match[a] < 0) break;
            a = _parent[_match[a]];
        }

        while (true)
        {
            b = _base[b];
            if (_onPath[b]) return b;
            b = _parent[_match[b]];
        }
    }
}
