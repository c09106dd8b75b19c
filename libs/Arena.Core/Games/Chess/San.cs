namespace Arena.Core.Games.Chess;

/// <summary>Standard algebraic notation, as the PGN standard has it.</summary>
internal static class San
{
    public static string Write(ChessState state, ChessMove move)
    {
        ref readonly var position = ref state.Position;
        var piece = position.PieceAt(move.From);
        string name;
        if (position.CastlingOf(move) >= 0)
        {
            name = move.To > move.From ? "O-O" : "O-O-O";
        }
        else
        {
            var takes = position.PieceAt(move.To) != Piece.None || (piece == Piece.Pawn && move.To == position.EnPassant);
            name = piece == Piece.Pawn
                ? (takes ? $"{ChessMove.Square(move.From)[0]}x" : "")
                : $"{Letter(piece)}{Origin(state, move, piece)}{(takes ? "x" : "")}";
            name += ChessMove.Square(move.To);
            if (move.Promotion != Piece.None) name += $"={Letter(move.Promotion)}";
        }

        var next = position;
        next.Play(move);
        if (next.Checkers == 0) return name;
        Span<ushort> replies = stackalloc ushort[MoveGenerator.MostMoves];
        return name + (MoveGenerator.Generate(in next, replies) == 0 ? '#' : '+');
    }

    /// <summary>
    /// The legal move that a text names; null when none or several are. Check and judgement marks may be missing or wrong,
    /// zeros may stand for the letter O, the '=' of a promotion may be missing, and more of the origin may be given than is
    /// needed.
    /// </summary>
    public static ChessMove? Find(ChessState state, ReadOnlySpan<char> text)
    {
        var name = text.TrimEnd("+#!?");
        if (name is "O-O" or "0-0") return Castling(state, isShort: true);
        if (name is "O-O-O" or "0-0-0") return Castling(state, isShort: false);
        var piece = Piece.Pawn;
        if (name is [var first, ..] && "NBRQK".Contains(first, StringComparison.Ordinal))
        {
            piece = (Piece)ChessMove.Letters.IndexOf(char.ToLowerInvariant(first), StringComparison.Ordinal);
            name = name[1..];
        }

        var promotion = Piece.None;
        if (piece == Piece.Pawn && name is [.., var last] && "NBRQ".Contains(last, StringComparison.Ordinal))
        {
            promotion = (Piece)ChessMove.Letters.IndexOf(char.ToLowerInvariant(last), StringComparison.Ordinal);
            name = name[..^1].TrimEnd('=');
        }

        if (name.Length < 2) return null;
        var to = ChessMove.SquareOf(name[^2..]);
        var origin = name[..^2];
        if (origin is [.., 'x' or '-']) origin = origin[..^1];
        return to < 0 || origin.Length > 2 ? null : Only(state, piece, origin, to, promotion);
    }

    private static ChessMove? Only(ChessState state, Piece piece, ReadOnlySpan<char> origin, int to, Piece promotion)
    {
        ChessMove? found = null;
        foreach (var action in state.LegalMoves)
        {
            var move = ChessMove.Of(action);
            if (move.To != to || move.Promotion != promotion || state.Position.PieceAt(move.From) != piece || !ComesFrom(move.From, origin))
                continue;
            if (state.Game.IsFischerandom && state.Position.CastlingOf(move) >= 0) continue; // no step to the rook's square
            if (found is not null) return null;
            found = move;
        }

        return found;
    }

    private static bool ComesFrom(int square, ReadOnlySpan<char> origin)
    {
        var name = ChessMove.Square(square);
        foreach (var c in origin)
            if (!name.Contains(c, StringComparison.Ordinal)) return false;
        return true;
    }

    private static ChessMove? Castling(ChessState state, bool isShort)
    {
        foreach (var action in state.LegalMoves)
            if (ChessMove.Of(action) is var move && state.Position.CastlingOf(move) >= 0 && move.To > move.From == isShort) return move;
        return null;
    }

    // The file if that tells the piece from others of its kind, else the rank, else both.
    private static string Origin(ChessState state, ChessMove move, Piece piece)
    {
        var (others, sameFile, sameRank) = (false, false, false);
        foreach (var action in state.LegalMoves)
        {
            var other = ChessMove.Of(action);
            if (other.To != move.To || other.From == move.From || state.Position.PieceAt(other.From) != piece) continue;
            others = true;
            sameFile |= other.From % 8 == move.From % 8;
            sameRank |= other.From / 8 == move.From / 8;
        }

        var name = ChessMove.Square(move.From);
        return !others ? "" : !sameFile ? name[..1] : !sameRank ? name[1..] : name;
    }

    private static char Letter(Piece piece) => char.ToUpperInvariant(ChessMove.Letters[(int)piece]);
}
