namespace Arena.Tests.Core.Games;

/// <summary>
/// The rules of chess on a board of 64 characters, as plainly as possible: try every move of every piece, and keep those
/// after which the king cannot be taken.
/// </summary>
internal sealed class SlowChess
{
    private readonly char[] _board = new char[64];
    private readonly bool _white;
    private readonly string _castling;
    private readonly int _enPassant;

    public SlowChess(string fen)
    {
        var fields = fen.Split(' ');
        var rows = fields[0].Split('/');
        for (var rank = 0; rank < 8; rank++)
        {
            var row = string.Concat(rows[7 - rank].Select(c => char.IsDigit(c) ? new string('.', c - '0') : c.ToString()));
            row.CopyTo(0, _board, 8 * rank, 8);
        }

        _white = fields[1] == "w";
        _castling = fields[2];
        _enPassant = fields[3] == "-" ? -1 : Square(fields[3]);
    }

    public bool IsCheck => IsAttacked(_board, Array.IndexOf(_board, _white ? 'K' : 'k'), !_white);

    /// <summary>The legal moves as UCI writes them.</summary>
    public IEnumerable<string> Moves() =>
        from move in Tries()
        let board = After(move)
        where !IsAttacked(board, Array.IndexOf(board, _white ? 'K' : 'k'), !_white)
        select move;

    private IEnumerable<string> Tries()
    {
        for (var from = 0; from < 64; from++)
        {
            var piece = _board[from];
            if (piece == '.' || char.IsUpper(piece) != _white) continue;
            var targets = char.ToLowerInvariant(piece) == 'p'
                ? PawnTargets(from)
                : Reached(_board, from).Where(to => _board[to] == '.' || char.IsUpper(_board[to]) != _white);
            foreach (var to in targets)
            {
                if (char.ToLowerInvariant(piece) == 'p' && to / 8 is 0 or 7)
                    foreach (var promotion in "qrbn") yield return Name(from) + Name(to) + promotion;
                else
                    yield return Name(from) + Name(to);
            }
        }

        var home = _white ? 0 : 56;
        if (_castling.Contains(_white ? 'K' : 'k') && Free(home + 5, home + 6) && Safe(home + 4, home + 5))
            yield return Name(home + 4) + Name(home + 6);
        if (_castling.Contains(_white ? 'Q' : 'q') && Free(home + 1, home + 2, home + 3) && Safe(home + 4, home + 3))
            yield return Name(home + 4) + Name(home + 2);
        foreach (var file in _castling.Where(c => char.ToLowerInvariant(c) <= 'h' && char.IsUpper(c) == _white))
        {
            var rook = home + char.ToLowerInvariant(file) - 'a';
            if (CanTakeRook(rook, home)) yield return Name(King) + Name(rook);
        }
    }

    private int King => Array.IndexOf(_board, _white ? 'K' : 'k');

    // Castling by the rooks' files: every square that either leaves, crosses or reaches is free of others, and the king crosses no attack.
    private bool CanTakeRook(int rook, int home)
    {
        var (kingTo, rookTo) = rook > King ? (home + 6, home + 5) : (home + 2, home + 3);
        var crossed = Way(King, kingTo).Concat(Way(rook, rookTo));
        if (crossed.Any(square => square != King && square != rook && _board[square] != '.')) return false;
        return Way(King, kingTo).All(square =>
        {
            var board = (char[])_board.Clone();
            board[King] = '.';
            return !IsAttacked(board, square, !_white);
        });
    }

    private static IEnumerable<int> Way(int from, int to) => Enumerable.Range(Math.Min(from, to), Math.Abs(from - to) + 1);

    private bool Free(params int[] squares) => squares.All(square => _board[square] == '.');

    private bool Safe(params int[] squares) => squares.All(square => !IsAttacked(_board, square, !_white));

    private IEnumerable<int> PawnTargets(int from)
    {
        var step = _white ? 8 : -8;
        if (_board[from + step] == '.')
        {
            yield return from + step;
            if (from / 8 == (_white ? 1 : 6) && _board[from + 2 * step] == '.') yield return from + 2 * step;
        }

        foreach (var side in new[] { -1, 1 })
        {
            if (from % 8 + side is < 0 or > 7) continue;
            var to = from + step + side;
            if (to == _enPassant || (_board[to] != '.' && char.IsUpper(_board[to]) != _white)) yield return to;
        }
    }

    private char[] After(string move)
    {
        var board = (char[])_board.Clone();
        var (from, to) = (Square(move), Square(move[2..]));
        if (board[to] == (_white ? 'R' : 'r') && char.ToLowerInvariant(board[from]) == 'k')
        {
            var (king, rook, home) = (board[from], board[to], from - from % 8);
            board[from] = board[to] = '.';
            board[home + (to > from ? 6 : 2)] = king;
            board[home + (to > from ? 5 : 3)] = rook;
            return board;
        }

        if (char.ToLowerInvariant(board[from]) == 'p' && to == _enPassant) board[to + (_white ? -8 : 8)] = '.';
        board[to] = move.Length == 5 ? (_white ? char.ToUpperInvariant(move[4]) : move[4]) : board[from];
        board[from] = '.';
        return board;
    }

    private static bool IsAttacked(char[] board, int square, bool byWhite)
    {
        for (var from = 0; from < 64; from++)
        {
            if (board[from] == '.' || char.IsUpper(board[from]) != byWhite) continue;
            if (char.ToLowerInvariant(board[from]) == 'p')
            {
                if (Math.Abs(square % 8 - from % 8) == 1 && square / 8 - from / 8 == (byWhite ? 1 : -1)) return true;
            }
            else if (Reached(board, from).Contains(square))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<int> Reached(char[] board, int from)
    {
        (int, int)[] straight = [(0, 1), (1, 0), (0, -1), (-1, 0)], diagonal = [(1, 1), (1, -1), (-1, 1), (-1, -1)];
        var (steps, isFar) = char.ToLowerInvariant(board[from]) switch
        {
            'n' => ([(1, 2), (2, 1), (-1, 2), (2, -1), (1, -2), (-2, 1), (-1, -2), (-2, -1)], false),
            'b' => (diagonal, true),
            'r' => (straight, true),
            'q' => ([.. straight, .. diagonal], true),
            _ => (((int, int)[])[.. straight, .. diagonal], false),
        };
        foreach (var (df, dr) in steps)
        {
            var (f, r) = (from % 8 + df, from / 8 + dr);
            while (f is >= 0 and < 8 && r is >= 0 and < 8)
            {
                yield return 8 * r + f;
                if (!isFar || board[8 * r + f] != '.') break;
                (f, r) = (f + df, r + dr);
            }
        }
    }

    private static int Square(string name) => 8 * (name[1] - '1') + name[0] - 'a';

    private static string Name(int square) => $"{(char)('a' + square % 8)}{square / 8 + 1}";
}
