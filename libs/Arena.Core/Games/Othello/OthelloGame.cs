using System.Collections.Immutable;
using Arena.Core.Primitives;

namespace Arena.Core.Games.Othello;

/// <summary>
/// Othello on 8x8. Actions 0 to 63 are the cells by rows from the top left (a1), 64 is to pass, which one does only when
/// nothing else is possible. Black (x) moves first; who has more discs when neither can move wins.
/// </summary>
internal sealed class OthelloGame : IGame
{
    private static readonly OthelloGame Only = new();

    private OthelloGame()
    {
    }

    public static GameType Rules { get; } = new()
    {
        Name = "othello",
        Title = "Othello",
        Description = "Discs that are caught between two of the other's turn over; most discs win.",
        Create = _ => Only,
    };

    public GameType Type => Rules;

    public ParameterSet Parameters => Rules.Parameters.Defaults;

    public int ActionCount => OthelloState.Pass + 1;

    /// <summary>Far above the most legal moves that any reachable position has.</summary>
    public int MaxLegalActions => 64;

    /// <summary>Sixty discs, and before each at most one pass.</summary>
    public int MaxMoves => 120;

    public int TurnsScored => 1;

    /// <summary>The seat's discs, the other's, and where either may put one.</summary>
    public int FeatureCount => 4 * 64;

    /// <summary>Corners first, the cells beside them last: corners are never turned over again.</summary>
    public ImmutableArray<int> SearchOrder { get; } = [.. Enumerable.Range(0, 64).OrderBy(Rank), OthelloState.Pass];

    public GameState NewState() => new OthelloState(this);

    public GameState ParseState(string text) => OthelloState.Parse(this, text);

    private static int Rank(int cell)
    {
        var (row, column) = (Math.Min(cell / 8, 7 - cell / 8), Math.Min(cell % 8, 7 - cell % 8));
        return (row, column) switch { (0, 0) => 0, (1, 1) => 4, (0, 1) or (1, 0) => 3, (0, _) or (_, 0) => 1, _ => 2 };
    }
}
