namespace Arena.Core.Ratings.Results;

/// <summary>The games of players <paramref name="A"/> and <paramref name="B"/>; A is before B in the order of names.</summary>
internal readonly record struct PairRecord(int A, int B, PairCells Cells);
