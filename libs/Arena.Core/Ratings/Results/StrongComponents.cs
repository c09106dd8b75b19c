namespace Arena.Core.Ratings.Results;

/// <summary>Strongly connected components (R. Tarjan, 1972) without recursion, numbered by their first member.</summary>
internal static class StrongComponents
{
    public static int[] Of(IReadOnlyList<int>[] edges, out int count)
    {
        var n = edges.Length;
        var (index, low, component, next) = (new int[n], new int[n], new int[n], new int[n]);
        var (stack, path) = (new Stack<int>(), new Stack<int>());
        var (clock, found) = (0, 0);
        Array.Fill(component, -1);
        for (var root = 0; root < n; root++)
        {
            if (index[root] != 0) continue;
            Enter(root);
            while (path.TryPeek(out var v))
            {
                if (next[v] < edges[v].Count)
                {
                    var w = edges[v][next[v]++];
                    if (index[w] == 0) Enter(w);
                    else if (component[w] < 0) low[v] = Math.Min(low[v], index[w]);
                    continue;
                }

                path.Pop();
                if (path.TryPeek(out var parent)) low[parent] = Math.Min(low[parent], low[v]);
                if (low[v] == index[v]) Close(v);
            }
        }

        count = found;
        return Renumbered(component, found);

        void Enter(int v)
        {
            index[v] = low[v] = ++clock;
            stack.Push(v);
            path.Push(v);
        }

        void Close(int root)
        {
            int w;
            do component[w = stack.Pop()] = found;
            while (w != root);
            found++;
        }
    }

    private static int[] Renumbered(int[] component, int count)
    {
        var names = new int[count];
        Array.Fill(names, -1);
        var next = 0;
        return Array.ConvertAll(component, c => names[c] < 0 ? names[c] = next++ : names[c]);
    }
}
