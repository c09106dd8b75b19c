using System.Globalization;
using System.Numerics;

namespace Arena.Core.Games.Chess;

/// <summary>
/// Forsyth-Edwards notation. An en passant square is written only where such a capture is legal. Rights to castle are read as X-FEN
/// has them (K is the outermost rook on the king's side) and as Shredder does (the rook's file), and written in X-FEN: a file
/// only where the rook is not the outermost.
/// </summary>
internal static class Fen
{
    public const string Start = "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1";

    private const string Rights = "KQkq";
    private const int MostMoveNumber = 1_000_000;

    /// <summary>The state that a FEN shows. The last two fields may be missing, as in EPD.</summary>
    /// <exception cref="FormatException">It shows no legal position; the message says why.</exception>
    public static ChessState Parse(ChessGame game, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is not (4 or 6)) throw Wrong(text, $"{fields.Length} fields", "6 (or the first 4)");
        var position = new Position
        {
            Seat = fields[1] switch { "w" => 0, "b" => 1, _ => throw Wrong(text, $"\"{fields[1]}\" to move", "w or b") },
            EnPassant = -1,
            TakesRook = game.IsFischerandom,
            Quiet = fields.Length == 6 ? Count(text, fields[4], 0, game.HasDraws ? game.QuietPlies : MostMoveNumber) : 0,
            Number = fields.Length == 6 ? Count(text, fields[5], 0, MostMoveNumber) : 1,
        };
        Place(ref position, text, fields[0]);
        CheckPieces(in position, text);
        if (fields[2] != "-") AllowCastling(ref position, text, fields[2]);
        if (fields[3] != "-") AllowEnPassant(ref position, text, fields[3]);
        position.FinishKey();
        return new ChessState(game, position);
    }

    /// <param name="position">What stands where.</param>
    /// <param name="files">Whether rights to castle are the rooks' files, as in Shredder-FEN.</param>
    public static string Write(ref readonly Position position, bool files = false)
    {
        var ranks = new string[8];
        for (var rank = 0; rank < 8; rank++)
        {
            var (cells, empty) = ("", 0);
            for (var square = 8 * rank; square < 8 * rank + 8; square++)
            {
                var piece = position.PieceAt(square);
                if (piece == Piece.None)
                {
                    empty++;
                    continue;
                }

                if (empty > 0) cells += empty;
                var letter = ChessMove.Letters[(int)piece];
                cells += (position.Of(0) >> square & 1) != 0 ? char.ToUpperInvariant(letter) : letter;
                empty = 0;
            }

            ranks[7 - rank] = empty > 0 ? cells + empty : cells;
        }

        var rights = "";
        for (var right = 0; right < 4; right++)
            if ((position.Castling >> right & 1) != 0) rights += Letter(in position, right, files);
        if (rights.Length == 0) rights = "-";
        var passed = position.EnPassant < 0 ? "-" : ChessMove.Square(position.EnPassant);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join('/', ranks)} {"wb"[position.Seat]} {rights} {passed} {position.Quiet} {position.Number}");
    }

    private static void Place(ref Position position, string text, string board)
    {
        var ranks = board.Split('/');
        if (ranks.Length != 8) throw Wrong(text, $"{ranks.Length} ranks", "8");
        for (var rank = 0; rank < 8; rank++)
        {
            var file = 0;
            foreach (var c in ranks[7 - rank])
            {
                var piece = ChessMove.Letters.IndexOf(char.ToLowerInvariant(c), 1);
                if (c is >= '1' and <= '8') file += c - '0';
                else if (piece > 0 && file < 8) position.Toggle(char.IsUpper(c) ? 0 : 1, (Piece)piece, 8 * rank + file++);
                else throw Wrong(text, $"'{c}' on rank {rank + 1}", "pieces PNBRQKpnbrqk and digits for 8 squares");
            }

            if (file != 8) throw Wrong(text, $"{file} squares on rank {rank + 1}", "8");
        }
    }

    private static void CheckPieces(ref readonly Position position, string text)
    {
        for (var seat = 0; seat < 2; seat++)
        {
            var kings = BitOperations.PopCount(position.Of(seat, Piece.King));
            if (kings != 1) throw Wrong(text, $"{kings} {(seat == 0 ? "white" : "black")} kings", "1");
            var all = BitOperations.PopCount(position.Of(seat));
            if (all > 16) throw Wrong(text, $"{all} {(seat == 0 ? "white" : "black")} pieces", "at most 16");
            CheckPromoted(in position, text, seat);
        }

        if ((position.Of(Piece.Pawn) & 0xFF00_0000_0000_00FF) != 0) throw Wrong(text, "a pawn on the first or last rank", "none there");
        if ((position.Attackers(position.King(1 - position.Seat), position.Occupied) & position.Of(position.Seat)) != 0)
            throw Wrong(text, "a king that could be taken", "the side to move not giving check");
    }

    // Also what keeps the moves of a position within MoveGenerator.MostMoves.
    private static void CheckPromoted(ref readonly Position position, string text, int seat)
    {
        var pawns = BitOperations.PopCount(position.Of(seat, Piece.Pawn));
        var promoted = 0;
        for (var piece = Piece.Knight; piece <= Piece.Queen; piece++)
            promoted += Math.Max(0, BitOperations.PopCount(position.Of(seat, piece)) - (piece == Piece.Queen ? 1 : 2));
        if (pawns + promoted > 8)
            throw Wrong(text, $"{pawns} {(seat == 0 ? "white" : "black")} pawns and {promoted} promoted pieces", "at most 8 of both");
    }

    private static void AllowCastling(ref Position position, string text, string field)
    {
        foreach (var letter in field)
        {
            var (seat, side) = (char.IsUpper(letter) ? 0 : 1, char.ToUpperInvariant(letter));
            if (side is not ('K' or 'Q' or (>= 'A' and <= 'H')))
                throw Wrong(text, $"castling \"{field}\"", "- or some of KQkq, or files of rooks, as in HAha");
            var king = position.King(seat);
            var rook = side switch
            {
                'K' => Outermost(in position, seat, isShort: true),
                'Q' => Outermost(in position, seat, isShort: false),
                _ => 56 * seat + side - 'A',
            };
            if (rook < 0 || king / 8 != 7 * seat || (position.Of(seat, Piece.Rook) >> rook & 1) == 0)
                throw Wrong(text, $"castling '{letter}'", "its king and rook on their first rank");
            var right = 2 * seat + (rook > king ? 0 : 1);
            if (!position.TakesRook && (king != 56 * seat + 4 || rook != 56 * seat + ((right & 1) == 0 ? 7 : 0)))
                throw Wrong(text, $"castling '{letter}'", "its king and rook where they began, or the game's variant fischerandom");
            if ((position.Castling >> right & 1) != 0)
            {
                throw Wrong(text, $"castling \"{field}\"", position.CastlingRook(right) == rook
                    ? "each right once" : "one rook on either side of the king");
            }

            position.AllowCastling(right, rook);
        }
    }

    // The rook that is furthest from the middle on that side of its king; -1 when there is none.
    private static int Outermost(ref readonly Position position, int seat, bool isShort)
    {
        var king = position.King(seat);
        var beyond = isShort ? ~1UL << king : (1UL << king) - 1;
        var rooks = position.Of(seat, Piece.Rook) & beyond & 0xFFUL << 56 * seat;
        return rooks == 0 ? -1 : isShort ? BitOperations.Log2(rooks) : Attacks.First(rooks);
    }

    private static char Letter(ref readonly Position position, int right, bool files)
    {
        var (seat, rook) = (right / 2, position.CastlingRook(right));
        if (!files && rook == Outermost(in position, seat, (right & 1) == 0)) return Rights[right];
        return (char)((seat == 0 ? 'A' : 'a') + rook % 8);
    }

    private static void AllowEnPassant(ref Position position, string text, string field)
    {
        var square = field.Length == 2 ? ChessMove.SquareOf(field) : -1;
        var passed = position.Seat == 0 ? 5 : 2;
        if (square < 0 || square / 8 != passed || (position.Of(1 - position.Seat, Piece.Pawn) >> (square ^ 8) & 1) == 0
            || (position.Occupied >> square & 1) != 0)
            throw Wrong(text, $"en passant \"{field}\"", "- or the square behind a pawn that has just moved two");
        position.AllowEnPassant(square);
    }

    private static int Count(string text, string field, int least, int most) =>
        int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong(text, $"\"{field}\"", $"a number from {least} to {most}");

    private static FormatException Wrong(string text, string found, string wanted) =>
        new($"FEN \"{(text.Length <= 100 ? text : text[..100] + "…")}\": found {found}; wanted {wanted}");
}
