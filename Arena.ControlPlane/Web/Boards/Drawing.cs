using Arena.Core.Games;
using Arena.Core.Records;
using Microsoft.AspNetCore.Components;

namespace Arena.ControlPlane.Web.Boards;

/// <summary>What every drawing of a position is given.</summary>
public abstract class Drawing : ComponentBase
{
    /// <summary>The position drawn.</summary>
    [Parameter]
    [EditorRequired]
    public GameState Position { get; set; } = null!;

    /// <summary>The move that led to it; null at the start.</summary>
    [Parameter]
    public MatchPly? Last { get; set; }

    /// <summary>Whether to show what the agents may not know of one another: only when the match is over.</summary>
    [Parameter]
    public bool ShowsHidden { get; set; } = true;

    /// <summary>Whether a board of two sides is seen from that at the top.</summary>
    [Parameter]
    public bool IsTurned { get; set; }

    /// <summary>The last move's action in a game where seats take turns.</summary>
    private protected int? LastAction => Last is { Actions: [var only] } ? only.Action : null;

    /// <summary>The position in words: the game, what stands where, and whose turn it is.</summary>
    private protected string InWords(string what)
    {
        var turn = Position.CurrentSeat is var seat and >= 0 ? $" {SeatNames.Of(Position.Game.Type, seat)} to move." : "";
        var last = Last is { Actions: [var move] } ? $" Last move: {move.Name}." : "";
        return $"{Position.Game.Type.Title}. {what}.{last}{(Position.IsTerminal ? " The game is over." : turn)}";
    }

    /// <summary>"White: a1, b2", or that there is none.</summary>
    private protected static string Listed(string whose, IEnumerable<string> where)
    {
        var list = string.Join(", ", where);
        return $"{whose}: {(list == "" ? "none" : list)}";
    }
}
