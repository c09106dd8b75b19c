namespace Arena.Core.Agents.Board;

/// <summary>What a searcher found out about a position's value.</summary>
internal enum Bound : byte
{
    Exact,
    Lower,
    Upper,
}

/// <summary>A position's value to the seat to move, searched to a depth, and the action that was best.</summary>
internal readonly record struct TableEntry(int Depth, double Value, Bound Bound, int Action)
{
    /// <summary>Whether the value settles a search with this window.</summary>
    public bool Cuts(double alpha, double beta) =>
        Bound == Bound.Exact || (Bound == Bound.Lower && Value >= beta) || (Bound == Bound.Upper && Value <= alpha);
}
