using System.Numerics;

namespace Arena.Core.Pairing.Matching;

/// <summary>
/// The state of one search. Vertices are 1 to n, contracted blossoms have higher numbers; 0 is nobody. A node is outer
/// (at even distance from a root of the alternating forest), inner or free. Duals satisfy y(u) + y(v) ≥ 2·w(u, v) for
/// every edge that is inside no blossom, with equality on edges that are matched or in the forest.
/// </summary>
internal sealed partial class BlossomSearch<T>
    where T : struct, IBinaryInteger<T>
{
    private const sbyte Free = -1, Outer = 0, Inner = 1;

    private readonly int _n;
    private readonly int _capacity;
    private readonly T[] _weights;           // twice the weight, between vertices
    private readonly int[] _from, _to;       // between nodes: the vertices of their cheapest edge; 0 when there is none
    private readonly T[] _dual;
    private readonly int[] _match, _slack, _top, _parent, _seen;
    private readonly sbyte[] _side;
    private readonly List<int>[] _petals;
    private readonly int[][] _petalOf;       // by blossom and vertex: the petal that the vertex is in
    private readonly Queue<int> _queue = new();
    private int _nodes;
    private int _stamp;

    public BlossomSearch(int vertices)
    {
        _n = vertices;
        _capacity = vertices + vertices / 2 + 2;
        _weights = new T[(vertices + 1) * (vertices + 1)];
        (_from, _to) = (new int[_capacity * _capacity], new int[_capacity * _capacity]);
        _dual = new T[_capacity];
        _match = new int[_capacity];
        _slack = new int[_capacity];
        _top = new int[_capacity];
        _parent = new int[_capacity];
        _seen = new int[_capacity];
        _side = new sbyte[_capacity];
        _petals = new List<int>[_capacity];
        _petalOf = new int[_capacity][];
    }

    public void SetWeight(int a, int b, T weight)
    {
        if (weight <= T.Zero) return;
        (a, b) = (a + 1, b + 1);
        _weights[a * (_n + 1) + b] = _weights[b * (_n + 1) + a] = weight + weight;
        (_from[At(a, b)], _to[At(a, b)]) = (a, b);
        (_from[At(b, a)], _to[At(b, a)]) = (b, a);
    }

    public int[] Run()
    {
        var largest = T.Zero;
        foreach (var weight in _weights) largest = T.Max(largest, weight);
        for (var v = 1; v <= _n; v++)
        {
            _top[v] = v;
            _dual[v] = largest / (T.One + T.One);
        }

        _nodes = _n;
        while (Augmented())
        {
        }

        var partners = new int[_n];
        for (var v = 1; v <= _n; v++) partners[v - 1] = _match[v] - 1;
        return partners;
    }

    private int At(int u, int v) => u * _capacity + v;

    private bool HasEdge(int u, int v) => _from[At(u, v)] != 0;

    // How far the cheapest edge between two nodes is from being tight.
    private T Slack(int u, int v)
    {
        var at = At(u, v);
        var (a, b) = (_from[at], _to[at]);
        return _dual[a] + _dual[b] - _weights[a * (_n + 1) + b];
    }

    // One phase: grows the forest until a path is found, or until no heavier matching exists.
    private bool Augmented()
    {
        Array.Fill(_side, Free);
        Array.Clear(_slack);
        _queue.Clear();
        for (var x = 1; x <= _nodes; x++)
        {
            if (_top[x] != x || _match[x] != 0) continue;
            _parent[x] = 0;
            _side[x] = Outer;
            Enqueue(x);
        }

        if (_queue.Count == 0) return false;
        while (true)
        {
            while (_queue.TryDequeue(out var u))
            {
                if (_side[_top[u]] == Inner) continue;
                for (var v = 1; v <= _n; v++)
                {
                    if (!HasEdge(u, v) || _top[u] == _top[v]) continue;
                    if (!T.IsZero(Slack(u, v))) NoteSlack(u, _top[v]);
                    else if (Found(u, v)) return true;
                }
            }

            if (!Tighten()) return false;
            for (var x = 1; x <= _nodes; x++)
            {
                if (_top[x] == x && _slack[x] != 0 && _top[_slack[x]] != x && T.IsZero(Slack(_slack[x], x))
                    && Found(_from[At(_slack[x], x)], _to[At(_slack[x], x)])) return true;
            }

            for (var b = _n + 1; b <= _nodes; b++)
            {
                if (_top[b] == b && _side[b] == Inner && T.IsZero(_dual[b])) Expand(b);
            }
        }
    }

    // Changes the duals by as much as keeps them feasible; false when a vertex' dual came to zero: the matching is the best.
    private bool Tighten()
    {
        var two = T.One + T.One;
        T? least = null;
        for (var b = _n + 1; b <= _nodes; b++)
        {
            if (_top[b] == b && _side[b] == Inner) Least(_dual[b] / two);
        }

        for (var x = 1; x <= _nodes; x++)
        {
            if (_top[x] != x || _slack[x] == 0) continue;
            if (_side[x] == Free) Least(Slack(_slack[x], x));
            else if (_side[x] == Outer) Least(Slack(_slack[x], x) / two);
        }

        for (var v = 1; v <= _n; v++)
        {
            if (_side[_top[v]] == Outer) Least(_dual[v]);
        }

        if (least is not { } change) return false;
        var done = false;
        for (var v = 1; v <= _n; v++)
        {
            if (_side[_top[v]] == Outer)
            {
                _dual[v] -= change;
                done |= T.IsZero(_dual[v]);
            }
            else if (_side[_top[v]] == Inner)
            {
                _dual[v] += change;
            }
        }

        if (done) return false;
        for (var b = _n + 1; b <= _nodes; b++)
        {
            if (_top[b] != b) continue;
            if (_side[b] == Outer) _dual[b] += change * two;
            else if (_side[b] == Inner) _dual[b] -= change * two;
        }

        return true;

        void Least(T value)
        {
            if (least is not { } now || value < now) least = value;
        }
    }

    private void NoteSlack(int u, int x)
    {
        if (_slack[x] == 0 || Slack(u, x) < Slack(_slack[x], x)) _slack[x] = u;
    }

    private void FindSlack(int x)
    {
        _slack[x] = 0;
        for (var u = 1; u <= _n; u++)
        {
            if (HasEdge(u, x) && _top[u] != x && _side[_top[u]] == Outer) NoteSlack(u, x);
        }
    }

    private void Enqueue(int x)
    {
        if (x <= _n) _queue.Enqueue(x);
        else foreach (var petal in _petals[x]) Enqueue(petal);
    }

    // A tight edge from an outer node: to a free one, which joins the forest with its partner; or to an outer one.
    private bool Found(int from, int to)
    {
        var (u, v) = (_top[from], _top[to]);
        if (_side[v] == Free)
        {
            _parent[v] = from;
            _side[v] = Inner;
            var next = _top[_match[v]];
            _slack[v] = _slack[next] = 0;
            _side[next] = Outer;
            Enqueue(next);
        }
        else if (_side[v] == Outer)
        {
            var meeting = CommonAncestor(u, v);
            if (meeting == 0)
            {
                Flip(u, v);
                Flip(v, u);
                return true;
            }

            Contract(u, meeting, v);
        }

        return false;
    }
}
