using System.Collections.Immutable;
using Arena.Core.Primitives;

namespace Arena.Core.Games.TicTacToe;

/// <summary>Tic-tac-toe. Cells are numbered by rows from the top left; x moves first. A draw with perfect play.</summary>
internal sealed class TicTacToeGame : IGame
{
    private static readonly TicTacToeGame Only = new();

    private TicTacToeGame()
    {
    }

    public static GameType Rules { get; } = new()
    {
        Name = "tic_tac_toe",
        Title = "Tic-tac-toe",
        Description = "Three in a row on a board of 3x3.",
        Create = _ => Only,
    };

    public GameType Type => Rules;

    public ParameterSet Parameters => Rules.Parameters.Defaults;

    public int ActionCount => 9;

    public int MaxMoves => 9;

    public int TurnsScored => 1;

    /// <summary>The seat's cells, and the other's.</summary>
    public int FeatureCount => 2 * 9;

    /// <summary>Centre, corners, edges.</summary>
    public ImmutableArray<int> SearchOrder { get; } = [4, 0, 2, 6, 8, 1, 3, 5, 7];

    public GameState NewState() => new TicTacToeState(this);

    public GameState ParseState(string text) => TicTacToeState.Parse(this, text);
}
