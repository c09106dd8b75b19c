namespace Arena.Cli.Matches.Engines;

/// <summary>A game of a saved match.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Players">The names of White and Black.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Pgn">Where it was going to be written; null when it is not written, or to something that has no places.</param>
internal sealed record SavedGame(int Index, IReadOnlyList<string> Players, GameResult Result, PgnPlace? Pgn);

/// <summary>A stretch of a file.</summary>
/// <param name="At">Its first byte.</param>
/// <param name="Length">Its bytes.</param>
internal readonly record struct PgnPlace(long At, long Length);
