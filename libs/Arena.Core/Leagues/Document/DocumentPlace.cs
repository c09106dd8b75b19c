namespace Arena.Core.Leagues.Document;

/// <summary>A place in the text of a league document.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters (UTF-16).</param>
/// <param name="Start">Characters before it.</param>
/// <param name="End">Characters before what comes behind it.</param>
public readonly record struct DocumentPlace(int Line, int Column, int Start, int End);
