using System.Numerics;
using Arena.Core.Primitives;

namespace Arena.Core.Games.Othello;

/// <summary>An Othello position as two bitboards; bit 8r+c is the cell of row r (from the top) and column c.</summary>
internal sealed class OthelloState : GameState
{
    internal const int Pass = 64;
    private const ulong CornerCells = 0x8100_0000_0000_0081;

    private readonly OthelloGame _game;
    private ulong _mover = 1UL << 28 | 1UL << 35;   // discs of the seat to move
    private ulong _waiter = 1UL << 27 | 1UL << 36;  // discs of the other seat
    private ulong _legal;                           // where the mover may put a disc
    private int _seat;                              // whose turn it is, or Turn.Terminal
    private int _moves;

    internal OthelloState(OthelloGame game)
    {
        _game = game;
        _legal = OthelloBoard.Moves(_mover, _waiter);
    }

    public override IGame Game => _game;

    public override int CurrentSeat => _seat;

    public override int Moves => _moves;

    public override bool IsLegal(int seat, int action) =>
        seat >= 0 && seat == _seat && (_legal == 0 ? action == Pass : (uint)action < 64 && (_legal >> action & 1) != 0);

    public override int LegalActions(int seat, Span<int> actions)
    {
        if (seat < 0 || seat != _seat) return 0;
        if (_legal == 0)
        {
            actions[0] = Pass;
            return 1;
        }

        var count = 0;
        for (var left = _legal; left != 0; left &= left - 1) actions[count++] = BitOperations.TrailingZeroCount(left);
        return count;
    }

    public override void Apply(int action)
    {
        if (!IsLegal(_seat, action)) throw Illegal(action);
        if (action != Pass)
        {
            var turned = OthelloBoard.Turned(action, _mover, _waiter);
            _mover |= turned | 1UL << action;
            _waiter ^= turned;
        }

        _moves++;
        (_mover, _waiter) = (_waiter, _mover);
        _seat = 1 - _seat;
        FindMoves();
    }

    public override double Score(int seat)
    {
        var lead = BitOperations.PopCount(Discs(seat)) - BitOperations.PopCount(Discs(1 - seat));
        return lead > 0 ? 1 : lead < 0 ? 0 : 0.5;
    }

    public override double ForfeitScore(int seat, bool itsOwn) => itsOwn ? 0 : 1;

    /// <summary>Corners and freedom of movement: discs themselves mean little before the end.</summary>
    public override double Estimate(int seat)
    {
        var (mine, theirs) = (Discs(seat), Discs(1 - seat));
        var corners = BitOperations.PopCount(mine & CornerCells) - BitOperations.PopCount(theirs & CornerCells);
        var freedom = BitOperations.PopCount(OthelloBoard.Moves(mine, theirs)) - BitOperations.PopCount(OthelloBoard.Moves(theirs, mine));
        return (16 * corners + freedom) / 192.0;
    }

    public override void WriteFeatures(int seat, Span<float> features)
    {
        var (mine, theirs) = (Discs(seat), Discs(1 - seat));
        CellFeatures.Write(mine, features[..64]);
        CellFeatures.Write(theirs, features[64..128]);
        CellFeatures.Write(OthelloBoard.Moves(mine, theirs), features[128..192]);
        CellFeatures.Write(OthelloBoard.Moves(theirs, mine), features[192..256]);
    }

    public override ulong Key => Seed.Mix(Seed.Mix(_mover) + 2 * _waiter + (ulong)(_seat & 1));

    /// <summary>"d3", or "pass".</summary>
    public override string ActionName(int seat, int action) =>
        action == Pass ? "pass" : $"{(char)('a' + action % 8)}{action / 8 + 1}";

    /// <summary>OpenSpiel's picture: who is to play, then the board within its labels.</summary>
    public override string ToString()
    {
        const string labels = "  a b c d e f g h  ";
        var header = _seat switch { 0 => "Black (x) to play:\n", 1 => "White (o) to play:\n", _ => "Terminal State:\n" };
        var (x, o) = (Discs(0), Discs(1));
        var rows = Enumerable.Range(0, 8).Select(row =>
        {
            var cells = Enumerable.Range(8 * row, 8).Select(cell => (x >> cell & 1) != 0 ? 'x' : (o >> cell & 1) != 0 ? 'o' : '-');
            return $"{row + 1} {string.Join(' ', cells)} {row + 1}\n";
        });
        return $"{header}{labels}\n{string.Concat(rows)}{labels}";
    }

    public override GameState Clone()
    {
        var copy = new OthelloState(_game);
        copy.CopyFrom(this);
        return copy;
    }

    public override void CopyFrom(GameState other)
    {
        var source = (OthelloState)other;
        (_mover, _waiter, _legal, _seat, _moves) = (source._mover, source._waiter, source._legal, source._seat, source._moves);
    }

    internal static OthelloState Parse(OthelloGame game, string text)
    {
        var cells = BoardText.Cells(text, 8, 8, "-xo.", out var header);
        ulong x = 0, o = 0;
        for (var cell = 0; cell < 64; cell++)
        {
            if (cells[cell] == 'x') x |= 1UL << cell;
            if (cells[cell] == 'o') o |= 1UL << cell;
        }

        var seat = header?.ToLowerInvariant() switch
        {
            "black (x) to play:" or "terminal state:" or "x" or null => 0,
            "white (o) to play:" or "o" => 1,
            _ => throw new FormatException($"found \"{header}\"; wanted \"Black (x) to play:\" or \"White (o) to play:\""),
        };
        var state = new OthelloState(game)
        {
            _mover = seat == 0 ? x : o, _waiter = seat == 0 ? o : x, _seat = seat,
            _moves = Math.Max(0, BitOperations.PopCount(x | o) - 4), // passes leave no trace on the board
        };
        state.FindMoves();
        return state;
    }

    private ulong Discs(int seat) => seat == (_seat == Turn.Terminal ? 0 : _seat) ? _mover : _waiter;

    private void FindMoves()
    {
        _legal = OthelloBoard.Moves(_mover, _waiter);
        if (_legal != 0 || OthelloBoard.Moves(_waiter, _mover) != 0) return;
        if (_seat == 1) (_mover, _waiter) = (_waiter, _mover); // at the end, the mover's discs are the first seat's
        _seat = Turn.Terminal;
    }
}
