using System.Numerics;

namespace Arena.Core.Games;

/// <summary>
/// A Connect Four position as two bitboards (Tromp's layout): column c holds bits 7c to 7c+5 from the bottom up; bit
/// 7c+6 stays empty, so shifts along rows and diagonals cannot run from one column's top into the next one's bottom.
/// </summary>
public sealed class ConnectFourState : GameState
{
    internal const int Columns = 7;
    internal const int Rows = 6;
    private const int Height = Rows + 1;
    private const ulong Bottom = 0x0000_0408_1020_4081; // the lowest cell of each column
    private const ulong Board = Bottom * ((1UL << Rows) - 1);

    private readonly ConnectFourGame game;
    private ulong mover;    // pieces of the seat to move
    private ulong waiter;   // pieces of the other seat
    private bool won;       // by the waiter: only the last to move can have won

    internal ConnectFourState(ConnectFourGame game) => this.game = game;

    public override IGame Game => game;

    public override int CurrentSeat => won || (mover | waiter) == Board ? Turn.Terminal : Moves & 1;

    public override int Moves => BitOperations.PopCount(mover | waiter);

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
        var taken = mover | waiter;
        // Adding a column's bottom bit to its filled cells carries into the lowest free one.
        var dropped = (taken + (1UL << action * Height)) & ~taken & ColumnMask(action);
        (mover, waiter) = (waiter, mover | dropped);
        won = HasFour(waiter);
    }

    public override double Score(int seat) => !won ? 0.5 : seat == (Moves & 1) ? 0 : 1;

    public override double ForfeitScore(int seat, bool itsOwn) => itsOwn ? 0 : 1;

    /// <summary>The difference in free cells that would complete a four, plus a little for the centre column.</summary>
    public override double Estimate(int seat)
    {
        var free = Board & ~(mover | waiter);
        var threats = BitOperations.PopCount(Completing(mover) & free) - BitOperations.PopCount(Completing(waiter) & free);
        var centre = BitOperations.PopCount(mover & ColumnMask(3)) - BitOperations.PopCount(waiter & ColumnMask(3));
        var balance = (4 * threats + centre) / 256.0;
        return seat == (Moves & 1) ? balance : -balance;
    }

    /// <summary>"x3": who, column.</summary>
    public override string ActionName(int seat, int action) => $"{(seat == 0 ? 'x' : 'o')}{action}";

    /// <summary>Six lines of '.', 'x' and 'o', the top row first.</summary>
    public override string ToString()
    {
        var (x, o) = (Moves & 1) == 0 ? (mover, waiter) : (waiter, mover);
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

    public override GameState Clone() => new ConnectFourState(game) { mover = mover, waiter = waiter, won = won };

    public override void CopyFrom(GameState other)
    {
        var source = (ConnectFourState)other;
        (mover, waiter, won) = (source.mover, source.waiter, source.won);
    }

    private static ulong ColumnMask(int column) => ((1UL << Rows) - 1) << column * Height;

    private bool IsFull(int column) => ((mover | waiter) >> (column * Height + Rows - 1) & 1) != 0;

    private static bool HasFour(ulong pieces) =>
        HasFour(pieces, 1) || HasFour(pieces, Height) || HasFour(pieces, Height - 1) || HasFour(pieces, Height + 1);

    private static bool HasFour(ulong pieces, int step)
    {
        var pairs = pieces & pieces >> step;
        return (pairs & pairs >> 2 * step) != 0;
    }

    // Cells which, filled with one more piece, make a four with three pieces already there. Cells may be off the
    // board or taken: the caller masks them.
    private static ulong Completing(ulong pieces) =>
        Completing(pieces, 1) | Completing(pieces, Height) | Completing(pieces, Height - 1) | Completing(pieces, Height + 1);

    private static ulong Completing(ulong pieces, int step)
    {
        var pairUp = pieces << step & pieces << 2 * step;
        var pairDown = pieces >> step & pieces >> 2 * step;
        return pairUp & pieces << 3 * step      // OOO.
            | pairUp & pieces >> step           // OO.O
            | pairDown & pieces << step         // O.OO
            | pairDown & pieces >> 3 * step;    // .OOO
    }
}
