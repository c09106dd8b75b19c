using Arena.Core.Primitives;

namespace Arena.Core.Games.Chess;

/// <summary>
/// Chess by the laws of FIDE. A match ends by itself where a player could claim a draw (third repetition, fifty moves):
/// set <c>repetitions</c> to 5 and <c>quietMoves</c> to 75 for the draws that need no claim. Dead positions are those of
/// bare kings, one knight, or bishops of one colour of square. Moves are <see cref="ChessMove"/>, named in SAN.
/// In Chess960 (FIDE's Guideline II) matches start where <see cref="DrawStart"/> says, and castling is the king that takes its rook.
/// </summary>
public sealed class ChessGame : IGame
{
    private readonly ChessState _start;

    internal ChessGame(ParameterSet parameters, bool hasDraws = true)
    {
        Parameters = parameters;
        Repetitions = parameters.Integer("repetitions");
        QuietPlies = 2 * parameters.Integer("quietMoves");
        Variant = (ChessVariant)parameters.Integer("variant");
        HasDraws = hasDraws;
        _start = Fen.Parse(this, Fen.Start);
    }

    /// <summary>The game as the catalog has it.</summary>
    public static GameType Rules { get; } = new()
    {
        Name = "chess",
        Title = "Chess",
        Description = "Chess by the laws of FIDE; states are FEN, moves SAN.",
        Parameters = new ParameterSchema(
        [
            ParameterDefinition.Integer("repetitions", 3, 2, 5, "occurrences of a position that draw"),
            ParameterDefinition.Integer("quietMoves", 50, 1, 75, "moves of both without capture or pawn move that draw"),
            ParameterDefinition.Choice("variant", ["standard", "fischerandom", "double-fischerandom"], "which starts there are") with
            {
                IsLater = true,
            },
        ]),
        Create = parameters => new ChessGame(parameters),
    };

    /// <inheritdoc/>
    public GameType Type => Rules;

    /// <inheritdoc/>
    public ParameterSet Parameters { get; }

    /// <inheritdoc/>
    public int ActionCount => ChessMove.Count;

    /// <inheritdoc/>
    public int MaxLegalActions => MoveGenerator.MostMoves;

    /// <summary>At most 96 pawn moves and 30 captures, each with a longest quiet stretch before it, and one stretch more.</summary>
    public int MaxMoves => QuietPlies * (96 + 30 + 1);

    /// <inheritdoc/>
    public int TurnsScored => 1;

    /// <summary>Which starts there are.</summary>
    public ChessVariant Variant { get; }

    /// <summary>Whether kings castle from any file: actions then have the king take its rook.</summary>
    public bool IsFischerandom => Variant != ChessVariant.Standard;

    internal int Repetitions { get; }

    internal int QuietPlies { get; }

    /// <summary>Whether anything but mate and stalemate ends a match.</summary>
    internal bool HasDraws { get; }

    /// <summary>Perft counts on through drawn positions.</summary>
    public IGame ForPerft => new ChessGame(Parameters, hasDraws: false);

    /// <inheritdoc/>
    public string? DrawStart(Seed seed) => Chess960.Draw(Variant, seed);

    /// <inheritdoc/>
    public GameState NewState() => _start.Clone();

    /// <inheritdoc/>
    public GameState ParseState(string text) => Fen.Parse(this, text);
}
