using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Core.Agents.Board;

/// <summary>
/// The nodes of a tree search: one for each sequence of actions that has been tried. They lie in one array that is used again
/// for every move.
/// </summary>
internal sealed class SearchTree
{
    public const int Root = 0;
    private const int None = -1;

    private Node[] _nodes = new Node[256];
    private int _count;

    private struct Node
    {
        public int Action, Seat, Parent, FirstChild, NextSibling;
        public int Visits, Availability;   // how often it was played, and could have been
        public double Sum;                 // of the results of the seat that played it
    }

    public void Clear()
    {
        _count = 0;
        Add(None, None, Turn.Chance);
    }

    public int ActionOf(int node) => _nodes[node].Action;

    /// <summary>The action of the root that was played most often; the first of equals.</summary>
    public int MostVisited()
    {
        var (best, visits) = (None, 0);
        for (var child = _nodes[Root].FirstChild; child != None; child = _nodes[child].NextSibling)
            if (_nodes[child].Visits > visits || (_nodes[child].Visits == visits && _nodes[child].Action < best))
                (best, visits) = (_nodes[child].Action, _nodes[child].Visits);
        return best;
    }

    /// <summary>The node of an action, added when it is new.</summary>
    public (int Node, bool IsNew) Child(int node, int action, int seat)
    {
        for (var child = _nodes[node].FirstChild; child != None; child = _nodes[child].NextSibling)
            if (_nodes[child].Action == action) return (child, false);
        return (Add(node, action, seat), true);
    }

    /// <summary>
    /// The action to try: a random one that was never tried, or else the one with the highest upper confidence bound. In games
    /// with hidden information not all of a node's actions are legal in every deal, so each counts how often it was.
    /// </summary>
    public (int Node, bool IsNew) Choose(int node, ReadOnlySpan<int> legal, int seat, double exploration, Dice dice)
    {
        var (best, bestBound, tried) = (None, double.NegativeInfinity, 0);
        Span<int> untried = stackalloc int[legal.Length];
        legal.CopyTo(untried);
        for (var child = _nodes[node].FirstChild; child != None; child = _nodes[child].NextSibling)
        {
            ref var candidate = ref _nodes[child];
            var at = untried[..(legal.Length - tried)].IndexOf(candidate.Action);
            if (at < 0) continue;
            tried++;
            untried[at] = untried[legal.Length - tried];
            candidate.Availability++;
            var bound = candidate.Sum / candidate.Visits + exploration * Math.Sqrt(Math.Log(candidate.Availability) / candidate.Visits);
            if (bound > bestBound) (best, bestBound) = (child, bound);
        }

        return tried == legal.Length ? (best, false) : (Add(node, untried[dice.NextBelow(legal.Length - tried)], seat), true);
    }

    /// <summary>Counts a simulation for a node and all above it, each with the result of the seat that moved there.</summary>
    public void Update(int node, ReadOnlySpan<double> results)
    {
        for (; node != None; node = _nodes[node].Parent)
        {
            _nodes[node].Visits++;
            if (_nodes[node].Seat >= 0) _nodes[node].Sum += results[_nodes[node].Seat];
        }
    }

    private int Add(int parent, int action, int seat)
    {
        if (_count == _nodes.Length) Array.Resize(ref _nodes, 2 * _count);
        _nodes[_count] = new Node
        {
            Action = action, Seat = seat, Parent = parent, FirstChild = None, NextSibling = None, Availability = 1,
        };
        if (parent != None)
        {
            _nodes[_count].NextSibling = _nodes[parent].FirstChild;
            _nodes[parent].FirstChild = _count;
        }

        return _count++;
    }
}
