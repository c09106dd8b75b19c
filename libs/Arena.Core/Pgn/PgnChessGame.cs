using System.Collections.Immutable;
using Arena.Core.Games.Chess;

namespace Arena.Core.Pgn;

/// <summary>A game of chess with its moves understood: what <see cref="PgnWriter"/> writes.</summary>
public sealed record PgnChessGame
{
    /// <summary>
    /// Tag pairs in the order in which they are to be written, after the seven of the roster (Event, Site, Date, Round,
    /// White, Black, Result), which come first in any case: missing ones are written as "?".
    /// </summary>
    public ImmutableArray<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Where the game starts; null for the array. The tags SetUp and FEN are made from it.</summary>
    public string? Fen { get; init; }

    /// <summary>The moves, those of the opening included.</summary>
    public required ImmutableArray<PgnPly> Plies { get; init; }

    /// <summary><c>1-0</c>, <c>0-1</c>, <c>1/2-1/2</c> or <c>*</c>.</summary>
    public required string Result { get; init; }

    /// <summary>Said after the last move, for example why the game was forfeited; null for nothing.</summary>
    public string? Closing { get; init; }

    /// <summary>
    /// The tag that a game of Chess960 has, in which actions are as <see cref="ChessGame.IsFischerandom"/> says: one, or in standard
    /// chess none.
    /// </summary>
    public static ImmutableArray<KeyValuePair<string, string>> VariantTag(ChessGame game)
    {
        ArgumentNullException.ThrowIfNull(game);
        return game.IsFischerandom ? [new(PgnVariant.Tag, PgnVariant.Fischerandom)] : [];
    }

    /// <summary>The value of a tag; null when the game has none of that name.</summary>
    public string? Tag(string name)
    {
        foreach (var (key, value) in Tags)
            if (key == name) return value;
        return null;
    }
}
