namespace Arena.Core.Pgn;

/// <summary>One chess move of a game record, with what is known about it.</summary>
/// <param name="Action">The move, as <see cref="Games.Chess.ChessMove.Action"/> numbers it.</param>
/// <param name="Time">How long the mover took (<c>[%emt]</c>).</param>
/// <param name="Clock">What was left on the mover's clock after the move (<c>[%clk]</c>).</param>
/// <param name="Comment">Anything else, such as an engine's "+0.32/14". Braces and line ends do not survive.</param>
public sealed record PgnPly(int Action, TimeSpan? Time = null, TimeSpan? Clock = null, string? Comment = null);
