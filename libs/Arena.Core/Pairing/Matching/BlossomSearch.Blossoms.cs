namespace Arena.Core.Pairing.Matching;

/// <summary>Blossoms: contracting odd cycles of tight edges, opening them again, and matching through them.</summary>
internal sealed partial class BlossomSearch<T>
{
    private void SetTop(int x, int top)
    {
        _top[x] = top;
        if (x <= _n) return;
        foreach (var petal in _petals[x]) SetTop(petal, top);
    }

    // The petal's place in its blossom, counted the way round on which it is even.
    private int EvenPlace(int blossom, int petal)
    {
        var petals = _petals[blossom];
        var place = petals.IndexOf(petal);
        if (place % 2 == 0) return place;
        petals.Reverse(1, petals.Count - 1);
        return petals.Count - place;
    }

    private int PetalOf(int node, int vertex) => node <= _n ? node : _petalOf[node][vertex];

    private void Match(int u, int v)
    {
        _match[u] = _to[At(u, v)];
        if (u <= _n) return;
        var petal = PetalOf(u, _from[At(u, v)]);
        var place = EvenPlace(u, petal);
        var petals = _petals[u];
        for (var i = 0; i < place; i++) Match(petals[i], petals[i ^ 1]);
        Match(petal, v);
        _petals[u] = [.. petals[place..], .. petals[..place]];
    }

    // Matches u with v and swaps the edges on the path from u to its root.
    private void Flip(int u, int v)
    {
        while (true)
        {
            var next = _top[_match[u]];
            Match(u, v);
            if (next == 0) return;
            var up = _top[_parent[next]];
            Match(next, up);
            (u, v) = (up, next);
        }
    }

    private int CommonAncestor(int u, int v)
    {
        _stamp++;
        while (u != 0 || v != 0)
        {
            if (u != 0)
            {
                if (_seen[u] == _stamp) return u;
                _seen[u] = _stamp;
                u = _top[_match[u]];
                if (u != 0) u = _top[_parent[u]];
            }

            (u, v) = (v, u);
        }

        return 0;
    }

    private void Contract(int u, int ancestor, int v)
    {
        var b = _n + 1;
        while (b <= _nodes && _top[b] != 0) b++;
        _nodes = Math.Max(_nodes, b);
        _dual[b] = T.Zero;
        _side[b] = Outer;
        _match[b] = _match[ancestor];
        _petals[b] = Cycle(u, ancestor, v);
        SetTop(b, b);
        for (var x = 1; x <= _nodes; x++) _from[At(b, x)] = _from[At(x, b)] = 0;
        _petalOf[b] = new int[_n + 1];
        foreach (var petal in _petals[b])
        {
            for (var x = 1; x <= _nodes; x++)
            {
                if (x == b || !HasEdge(petal, x) || (HasEdge(b, x) && Slack(petal, x) >= Slack(b, x))) continue;
                (_from[At(b, x)], _to[At(b, x)]) = (_from[At(petal, x)], _to[At(petal, x)]);
                (_from[At(x, b)], _to[At(x, b)]) = (_from[At(x, petal)], _to[At(x, petal)]);
            }

            for (var x = 1; x <= _n; x++)
            {
                if (petal == x || (petal > _n && _petalOf[petal][x] != 0)) _petalOf[b][x] = petal;
            }
        }

        FindSlack(b);
    }

    private List<int> Cycle(int u, int ancestor, int v)
    {
        List<int> cycle = [ancestor];
        Climb(u);
        cycle.Reverse(1, cycle.Count - 1);
        Climb(v);
        return cycle;

        void Climb(int x)
        {
            while (x != ancestor)
            {
                var partner = _top[_match[x]];
                cycle.Add(x);
                cycle.Add(partner);
                Enqueue(partner);
                x = _top[_parent[partner]];
            }
        }
    }

    // An inner blossom whose dual came to zero: the petals on the even way through it stay in the forest.
    private void Expand(int b)
    {
        foreach (var petal in _petals[b]) SetTop(petal, petal);
        var entered = PetalOf(b, _from[At(b, _parent[b])]);
        var place = EvenPlace(b, entered);
        var petals = _petals[b];
        for (var i = 0; i < place; i += 2)
        {
            var (inner, outer) = (petals[i], petals[i + 1]);
            _parent[inner] = _from[At(outer, inner)];
            _side[inner] = Inner;
            _side[outer] = Outer;
            _slack[inner] = 0;
            FindSlack(outer);
            Enqueue(outer);
        }

        _side[entered] = Inner;
        _parent[entered] = _parent[b];
        for (var i = place + 1; i < petals.Count; i++)
        {
            _side[petals[i]] = Free;
            FindSlack(petals[i]);
        }

        _top[b] = 0;
    }
}
