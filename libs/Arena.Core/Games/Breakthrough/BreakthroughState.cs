using System.Buffers.Binary;
using System.Numerics;
using Arena.Core.Primitives;

namespace Arena.Core.Games.Breakthrough;

/// <summary>A Breakthrough position as two bitboards; bit 8r+c is row r from the top, column c. Black moves down.</summary>
internal sealed class BreakthroughState : GameState
{
    private const ulong LastRow = 0xFF00_0000_0000_0000;
    private const ulong FirstRow = 0xFF;
    private const ulong NotLeftColumn = 0xFEFE_FEFE_FEFE_FEFE;
    private const ulong NotRightColumn = 0x7F7F_7F7F_7F7F_7F7F;

    private readonly BreakthroughGame _game;
    private ulong _black = 0xFFFF;
    private ulong _white = 0xFFFF_0000_0000_0000;
    private int _seat;       // whose turn it is; the game may be over
    private int _moves;

    internal BreakthroughState(BreakthroughGame game) => _game = game;

    public override IGame Game => _game;

    public override int CurrentSeat => Winner < 0 ? _seat : Turn.Terminal;

    public override int Moves => _moves;

    // Only the last to move can have won, so at most one of these holds.
    private int Winner => (_black & LastRow) != 0 || _white == 0 ? 0 : (_white & FirstRow) != 0 || _black == 0 ? 1 : -1;

    public override bool IsLegal(int seat, int action)
    {
        if (seat < 0 || seat != CurrentSeat || (uint)action >= (uint)_game.ActionCount) return false;
        var (from, direction, isCapture) = Split(action);
        if (direction / 3 != seat || (Pieces(seat) >> from & 1) == 0 || !Exists(from, direction)) return false;
        var to = 1UL << Target(from, direction);
        return isCapture ? direction % 3 != 1 && (Pieces(1 - seat) & to) != 0 : ((_black | _white) & to) == 0;
    }

    public override int LegalActions(int seat, Span<int> actions)
    {
        if (seat < 0 || seat != CurrentSeat) return 0;
        var (mine, theirs) = (Pieces(seat), Pieces(1 - seat));
        var (notMine, free) = (~mine, ~(mine | theirs));
        // From where a step leads to a cell that may be entered: a straight one to a free cell, a diagonal one to any not mine.
        var (left, straight, right) = seat == 0
            ? (notMine >> 7, free >> 8, notMine >> 9)
            : (notMine << 9, free << 8, notMine << 7);
        left &= mine & NotLeftColumn;
        right &= mine & NotRightColumn;
        var count = 0;
        for (var pieces = left | (straight & mine) | right; pieces != 0; pieces &= pieces - 1)
        {
            var from = BitOperations.TrailingZeroCount(pieces);
            var first = Join(from, 3 * seat, isCapture: false);
            var ahead = seat == 0 ? from + 7 : from - 9;
            if ((left >> from & 1) != 0) actions[count++] = first + (int)(theirs >> ahead & 1);
            if ((straight >> from & 1) != 0) actions[count++] = first + 2;
            if ((right >> from & 1) != 0) actions[count++] = first + 4 + (int)(theirs >> (ahead + 2) & 1);
        }

        return count;
    }

    public override void Apply(int action)
    {
        if (!IsLegal(CurrentSeat, action)) throw Illegal(action);
        var (from, direction, _) = Split(action);
        var (leaves, lands) = (1UL << from, 1UL << Target(from, direction));
        ref var mine = ref _seat == 0 ? ref _black : ref _white;
        ref var theirs = ref _seat == 0 ? ref _white : ref _black;
        mine ^= leaves | lands;
        theirs &= ~lands;
        _seat = 1 - _seat;
        _moves++;
    }

    public override double Score(int seat) => Winner < 0 ? 0.5 : Winner == seat ? 1 : 0;

    public override double ForfeitScore(int seat, bool itsOwn) => itsOwn ? 0 : 1;

    /// <summary>Pieces, and how far they have come: further pieces count for more.</summary>
    public override double Estimate(int seat)
    {
        var balance = 0;
        for (var row = 0; row < 8; row++)
        {
            var cells = FirstRow << 8 * row;
            balance += Worth(row) * BitOperations.PopCount(_black & cells) - Worth(7 - row) * BitOperations.PopCount(_white & cells);
        }

        return (seat == 0 ? balance : -balance) / 2048.0;
    }

    public override void WriteFeatures(int seat, Span<float> features)
    {
        CellFeatures.Write(FromHome(Pieces(seat), seat), features[..64]);
        CellFeatures.Write(FromHome(Pieces(1 - seat), seat), features[64..128]);
    }

    public override ulong Key => Seed.Mix(Seed.Mix(_black) + 2 * _white + (ulong)_seat);

    /// <summary>"a2a3", and with '*' a capture.</summary>
    public override string ActionName(int seat, int action)
    {
        var (from, direction, isCapture) = Split(action);
        return $"{Cell(from)}{Cell(Target(from, direction))}{(isCapture ? "*" : "")}";
    }

    /// <summary>OpenSpiel's board, and under it whose turn it is.</summary>
    public override string ToString()
    {
        var rows = Enumerable.Range(0, 8).Select(row => $"{8 - row}" + string.Concat(Enumerable.Range(8 * row, 8).Select(
            cell => (_black >> cell & 1) != 0 ? 'b' : (_white >> cell & 1) != 0 ? 'w' : '.')));
        return $"{string.Join('\n', rows)}\n abcdefgh\n{(_seat == 0 ? "black" : "white")} to move";
    }

    public override GameState Clone()
    {
        var copy = new BreakthroughState(_game);
        copy.CopyFrom(this);
        return copy;
    }

    public override void CopyFrom(GameState other)
    {
        var source = (BreakthroughState)other;
        (_black, _white, _seat, _moves) = (source._black, source._white, source._seat, source._moves);
    }

    internal static BreakthroughState Parse(BreakthroughGame game, string text)
    {
        var cells = BoardText.Cells(text, 8, 8, ".bw", out var header);
        var seat = header switch
        {
            "black to move" or "b" or null => 0,
            "white to move" or "w" => 1,
            _ => throw new FormatException($"found \"{header}\"; wanted \"black to move\" or \"white to move\""),
        };
        var state = new BreakthroughState(game) { _black = 0, _white = 0, _seat = seat, _moves = seat };
        for (var cell = 0; cell < 64; cell++)
        {
            if (cells[cell] == 'b') state._black |= 1UL << cell;
            if (cells[cell] == 'w') state._white |= 1UL << cell;
        }

        if (BitOperations.PopCount(state._black) > 16 || BitOperations.PopCount(state._white) > 16)
            throw new FormatException("found more than 16 pieces of a side");
        return state;
    }

    private ulong Pieces(int seat) => seat == 0 ? _black : _white;

    // A row is a byte: reversing the bytes turns the board upside down.
    private static ulong FromHome(ulong pieces, int seat) => seat == 0 ? pieces : BinaryPrimitives.ReverseEndianness(pieces);

    private static int Worth(int row) => 10 + row * row;

    private static string Cell(int cell) => $"{(char)('a' + cell % 8)}{8 - cell / 8}";

    // Directions: down-left, down, down-right for black, then up-left, up, up-right for white.
    private static int Target(int from, int direction) => from + (direction < 3 ? 8 : -8) + direction % 3 - 1;

    private static bool Exists(int from, int direction) =>
        (uint)(from % 8 + direction % 3 - 1) < 8 && (direction < 3 ? from < 56 : from >= 8);

    private static int Join(int from, int direction, bool isCapture) => (from * 6 + direction) * 2 + (isCapture ? 1 : 0);

    private static (int From, int Direction, bool IsCapture) Split(int action) => (action / 12, action / 2 % 6, (action & 1) != 0);
}
