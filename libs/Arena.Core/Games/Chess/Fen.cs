using System.Globalization;
using System.Numerics;

namespace Arena.Core.Games.Chess;

/// <summary>Forsyth-Edwards notation. An en passant square is written only where such a capture is legal.</summary>
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
            Quiet = fields.Length == 6 ? Count(text, fields[4], 0, game.HasDraws ? game.QuietPlies : MostMoveNumber) : 0,
            Number = fields.Length == 6 ? Count(text, fields[5], 0, MostMoveNumber) : 1,
        };
        Place(ref position, text, fields[0]);
        CheckPieces(in position, text);
        position.Castling = Castling(in position, text, fields[2]);
        if (fields[3] != "-") AllowEnPassant(ref position, text, fields[3]);
        position.FinishKey();
        return new ChessState(game, position);
    }

    public static string Write(ref readonly Position position)
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

        var castling = position.Castling;
        var rights = string.Concat(Rights.Where((_, i) => (castling >> i & 1) != 0));
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
        }

        if ((position.Of(Piece.Pawn) & 0xFF00_0000_0000_00FF) != 0) throw Wrong(text, "a pawn on the first or last rank", "none there");
        if ((position.Attackers(position.King(1 - position.Seat), position.Occupied) & position.Of(position.Seat)) != 0)
            throw Wrong(text, "a king that could be taken", "the side to move not giving check");
    }

    private static int Castling(ref readonly Position position, string text, string field)
    {
        var rights = 0;
        if (field == "-") return rights;
        foreach (var letter in field)
        {
            var right = Rights.IndexOf(letter, StringComparison.Ordinal);
            if (right < 0) throw Wrong(text, $"castling \"{field}\"", "- or some of KQkq");
            var (seat, king) = right < 2 ? (0, 4) : (1, 60);
            var rook = (right & 1) == 0 ? king + 3 : king - 4;
            if (position.King(seat) != king || (position.Of(seat, Piece.Rook) >> rook & 1) == 0)
                throw Wrong(text, $"castling '{letter}'", "its king and rook where they began");
            rights |= 1 << right;
        }

        return rights;
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
