namespace Arena.Core.Ratings.Results;

/// <summary>The games of two players; A is before B in the order of names.</summary>
internal struct PairRecord(int a, int b, PairCells cells)
{
    /// <summary>Counted up while a set is being built, and never after.</summary>
    public PairCells Cells = cells;

    public readonly int A => a;

    public readonly int B => b;
}
