namespace Arena.Cli.Output;

/// <summary>A line and a column of a crosstable.</summary>
/// <param name="Number">The player's number in the result set.</param>
internal readonly record struct CrosstablePlayer(int Number, string Name);
