using System.Numerics;

namespace Arena.Core.Games.ConnectFour;

/// <summary>
/// A Connect Four position as two bitboards (Tromp's layout): column c holds bits 7c to 7c+5 from the bottom up; bit
/// 7c+6 stays empty, so shifts along rows and diagonals cannot run from one column's top into the next one's bottom.
/// </summary>
internal sealed class ConnectFourState : GameState
{
    internal const int Columns = 7;
    internal const int Rows = 6;
    private const int Height = Rows + 1;
    private const ulong Bottom = 0x0000_0408_1020_4081; // the lowest cell of each column
    internal const ulong Board = Bottom * ((1UL << Rows) - 1);

    private readonly ConnectFourGame _game;
    private ulong _mover;    // pieces of the seat to move
    private ulong _waiter;   // pieces of the other seat
    private bool _won;       // by the waiter: only the last to move can have won

    internal ConnectFourState(ConnectFourGame game) => _game = game;

    public override IGame Game => _game;

    public override int CurrentSeat => _won || (_mover | _waiter) == Board ? Turn.Terminal : Moves & 1;

    public override int Moves => BitOperations.PopCount(_mover | _waiter);

    public override bool IsLegal(int seat, int action) =>
        seat >= 0 && seat == CurrentSeat && (uint)action < Columns && !IsFull(action);

    public override int LegalActions(int seat, Span<int> actions)
    {
        if (seat < 0 || seat != CurrentSeat) return 0;
        var count = 0;
        for (var column = 0; column < Columns; column++)
            if (!IsFull(column)) actions[count++] = column;
        return count;
    }

    public override void Apply(int action)
    {
        if (!IsLegal(CurrentSeat, action)) throw Illegal(action);
        var taken = _mover | _waiter;
        // Adding a column's bottom bit to its filled cells carries into the lowest free one.
        var dropped = (taken + (1UL << action * Height)) & ~taken & ColumnMask(action);
        (_mover, _waiter) = (_waiter, _mover | dropped);
        _won = HasFour(_waiter);
    }

    public override double Score(int seat) => !_won ? 0.5 : seat == (Moves & 1) ? 0 : 1;

    public override double ForfeitScore(int seat, bool itsOwn) => itsOwn ? 0 : 1;

    /// <summary>The difference in lines that can still become a four, each worth more the more pieces it has.</summary>
    public override double Estimate(int seat)
    {
        var balance = (Prospects(_mover, _waiter) - Prospects(_waiter, _mover)) / 1024.0;
        return seat == (Moves & 1) ? balance : -balance;
    }

    /// <summary>Of every line, how many pieces of one side are on it with none of the other's: cells alone say too little.</summary>
    public override void WriteFeatures(int seat, Span<float> features)
    {
        var (mine, theirs) = seat == (Moves & 1) ? (_mover, _waiter) : (_waiter, _mover);
        ConnectFourLines.Write(mine, theirs, seat == 0, features);
    }

    // The sum sets the bit over each column's top piece, which tells the empty cells from the waiter's.
    public override ulong Key => _mover + (_mover | _waiter) + Bottom;

    /// <summary>"x3": who, column.</summary>
    public override string ActionName(int seat, int action) => $"{(seat == 0 ? 'x' : 'o')}{action}";

    /// <summary>Six lines of '.', 'x' and 'o', the top row first.</summary>
    public override string ToString()
    {
        var (x, o) = (Moves & 1) == 0 ? (_mover, _waiter) : (_waiter, _mover);
        return string.Create((Columns + 1) * Rows - 1, (x, o), static (text, pieces) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                var (row, column) = (Rows - 1 - i / (Columns + 1), i % (Columns + 1));
                var cell = column * Height + row;
                text[i] = column == Columns ? '\n' : (pieces.x >> cell & 1) != 0 ? 'x' : (pieces.o >> cell & 1) != 0 ? 'o' : '.';
            }
        });
    }

    public override GameState Clone() => new ConnectFourState(_game) { _mover = _mover, _waiter = _waiter, _won = _won };

    public override void CopyFrom(GameState other)
    {
        var source = (ConnectFourState)other;
        (_mover, _waiter, _won) = (source._mover, source._waiter, source._won);
    }

    internal static ConnectFourState Parse(ConnectFourGame game, string text)
    {
        var cells = BoardText.Cells(text, Rows, Columns, ".xo");
        ulong x = 0, o = 0;
        for (var i = 0; i < cells.Length; i++)
        {
            var bit = 1UL << (i % Columns * Height + Rows - 1 - i / Columns);
            if (cells[i] == 'x') x |= bit;
            if (cells[i] == 'o') o |= bit;
            if (cells[i] == '.' && i >= Columns && cells[i - Columns] != '.')
                throw new FormatException($"found a piece over an empty cell in column {i % Columns}");
        }

        var even = BoardText.TurnsMatch(cells);
        var state = new ConnectFourState(game) { _mover = even ? x : o, _waiter = even ? o : x };
        state._won = HasFour(state._waiter);
        return HasFour(state._mover) ? throw new FormatException("the seat to move has four in a row already") : state;
    }

    private static ulong ColumnMask(int column) => ((1UL << Rows) - 1) << column * Height;

    private bool IsFull(int column) => ((_mover | _waiter) >> (column * Height + Rows - 1) & 1) != 0;

    private static bool HasFour(ulong pieces) =>
        HasFour(pieces, 1) || HasFour(pieces, Height) || HasFour(pieces, Height - 1) || HasFour(pieces, Height + 1);

    private static bool HasFour(ulong pieces, int step)
    {
        var pairs = pieces & pieces >> step;
        return (pairs & pairs >> 2 * step) != 0;
    }

    private static int Prospects(ulong mine, ulong theirs) =>
        Prospects(mine, theirs, 1) + Prospects(mine, theirs, Height) +
        Prospects(mine, theirs, Height - 1) + Prospects(mine, theirs, Height + 1);

    private static int Prospects(ulong mine, ulong theirs, int step)
    {
        var (one, two, three) = ConnectFourLines.Of(mine, theirs, step);
        return BitOperations.PopCount(one) + 3 * BitOperations.PopCount(two) + 9 * BitOperations.PopCount(three);
    }
}
