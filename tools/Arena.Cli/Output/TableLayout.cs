namespace Arena.Cli.Output;

/// <summary>What of a table there is room for.</summary>
/// <param name="Columns">The columns that it has, by index.</param>
/// <param name="IsShort">Whether their short titles are meant: only these have been found to fit.</param>
internal sealed record TableLayout(IReadOnlyList<int> Columns, bool IsShort);
