using Arena.Core.Games;
using Arena.Core.Games.Chess;
using Arena.Core.Primitives;

namespace Arena.RandomMover;

/// <summary>The position that was set last. A line that goes on where the last one ended costs its new moves only.</summary>
internal sealed class Board
{
    // Draws do not end a search: an engine is asked as long as there are moves.
    private static readonly IGame _standard = Rules("standard");
    private static readonly IGame _fischerandom = Rules("fischerandom");

    private readonly int[] _moves = new int[_standard.MaxLegalActions];
    private IGame _chess = _standard;
    private GameState _state = _standard.NewState();
    private string _line = "position startpos";

    public ulong Seed { get; set; }

    /// <summary>The option UCI_Chess960; a position that was set stays what it was.</summary>
    public void SetChess960(bool value)
    {
        _chess = value ? _fischerandom : _standard;
        _line = "-"; // no line goes on from here
    }

    /// <summary>Takes "position startpos moves e2e4" or "position fen … moves …".</summary>
    public void Set(string line)
    {
        var known = line.StartsWith(_line, StringComparison.Ordinal) && (line.Length == _line.Length || line[_line.Length] == ' ');
        if (!known) _state = Start(line);
        var at = known ? _line.Length : line.IndexOf(" moves", StringComparison.Ordinal);
        _line = line;
        if (at < 0) return;
        foreach (var range in line.AsSpan(at).Split(' '))
            if (ChessMove.Parse(line.AsSpan(at)[range]) is { } move) _state.Apply(move.Action);
    }

    private static IGame Rules(string variant)
    {
        var parameters = ChessGame.Rules.Parameters;
        var value = parameters.Find("variant")!.Parse(variant)!.Value;
        return ChessGame.Rules.Create(parameters.Bind(KeyValuePair.Create("variant", value))).ForPerft;
    }

    public string Pick()
    {
        var count = _state.LegalActions(_state.CurrentSeat, _moves);
        if (count == 0) return "(none)";
        // The order of legal moves is the generator's own; sorted, it is everybody's.
        Array.Sort(_moves, 0, count);
        var dice = new Dice(new Seed(_state.Key ^ Seed));
        return ChessMove.Of(_moves[dice.NextBelow(count)]).ToString();
    }

    /// <summary>How the side to move stands by material and places, in centipawns: of what the game's estimate is made.</summary>
    public int Evaluate()
    {
        var estimate = _state.Estimate(_state.CurrentSeat);
        return (int)Math.Round(1000 * estimate / (1 - Math.Abs(estimate)));
    }

    private GameState Start(string line)
    {
        var text = line["position ".Length..];
        var end = text.IndexOf(" moves", StringComparison.Ordinal);
        if (end >= 0) text = text[..end];
        return text.StartsWith("fen ", StringComparison.Ordinal) ? _chess.ParseState(text[4..]) : _chess.NewState();
    }
}
