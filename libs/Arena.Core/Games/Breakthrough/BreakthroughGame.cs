using Arena.Core.Primitives;

namespace Arena.Core.Games.Breakthrough;

/// <summary>
/// Breakthrough (Dan Troyka, 2000) on 8x8: pieces step straight or diagonally forward and capture diagonally; who
/// reaches the other's home row, or takes every piece, wins. Actions are OpenSpiel's: ((row·8 + column)·6 + direction)·2,
/// plus 1 for a capture, rows from the top; black is on top and moves first.
/// </summary>
internal sealed class BreakthroughGame : IGame
{
    private static readonly BreakthroughGame Only = new();

    private BreakthroughGame()
    {
    }

    public static GameType Rules { get; } = new()
    {
        Name = "breakthrough",
        Title = "Breakthrough",
        Description = "A race of pawns on 8x8: step forward, capture diagonally, reach the other's home row.",
        Create = _ => Only,
    };

    public GameType Type => Rules;

    public ParameterSet Parameters => Rules.Parameters.Defaults;

    public int ActionCount => 64 * 6 * 2;

    /// <summary>Sixteen pieces of three steps.</summary>
    public int MaxLegalActions => 48;

    /// <summary>Every move takes a piece one row on; eight of a side have six rows to go, eight have seven.</summary>
    public int MaxMoves => 2 * (8 * 6 + 8 * 7);

    public int TurnsScored => 1;

    /// <summary>The seat's pieces, and the other's; rows from the seat's own home row.</summary>
    public int FeatureCount => 2 * 64;

    public GameState NewState() => new BreakthroughState(this);

    public GameState ParseState(string text) => BreakthroughState.Parse(this, text);
}
