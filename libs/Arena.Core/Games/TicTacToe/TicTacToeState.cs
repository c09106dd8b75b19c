using System.Numerics;

namespace Arena.Core.Games.TicTacToe;

/// <summary>A tic-tac-toe board: one bit per cell and seat.</summary>
internal sealed class TicTacToeState : GameState
{
    private const int Full = 0b111_111_111;
    private static readonly int[] Lines =
    [
        0b000_000_111, 0b000_111_000, 0b111_000_000,
        0b001_001_001, 0b010_010_010, 0b100_100_100,
        0b100_010_001, 0b001_010_100,
    ];

    private readonly TicTacToeGame _game;
    private int _mover;      // cells of the seat to move
    private int _waiter;     // cells of the other seat
    private bool _won;       // by the waiter: only the last to move can have won

    internal TicTacToeState(TicTacToeGame game) => _game = game;

    public override IGame Game => _game;

    public override int CurrentSeat => _won || (_mover | _waiter) == Full ? Turn.Terminal : Moves & 1;

    public override int Moves => BitOperations.PopCount((uint)(_mover | _waiter));

    public override bool IsLegal(int seat, int action) =>
        seat >= 0 && seat == CurrentSeat && (uint)action < 9 && ((_mover | _waiter) >> action & 1) == 0;

    public override int LegalActions(int seat, Span<int> actions)
    {
        if (seat < 0 || seat != CurrentSeat) return 0;
        var count = 0;
        for (var free = Full & ~(_mover | _waiter); free != 0; free &= free - 1)
            actions[count++] = BitOperations.TrailingZeroCount(free);
        return count;
    }

    public override void Apply(int action)
    {
        if (!IsLegal(CurrentSeat, action)) throw Illegal(action);
        (_mover, _waiter) = (_waiter, _mover | 1 << action);
        _won = HasLine(_waiter);
    }

    public override double Score(int seat) => !_won ? 0.5 : seat == (Moves & 1) ? 0 : 1;

    public override double ForfeitScore(int seat, bool itsOwn) => itsOwn ? 0 : 1;

    /// <summary>The difference in lines that are still open to each seat.</summary>
    public override double Estimate(int seat)
    {
        var open = 0;
        foreach (var line in Lines) open += ((_waiter & line) == 0 ? 1 : 0) - ((_mover & line) == 0 ? 1 : 0);
        return (seat == (Moves & 1) ? open : -open) / 16.0;
    }

    public override void WriteFeatures(int seat, Span<float> features)
    {
        var (mine, theirs) = seat == (Moves & 1) ? (_mover, _waiter) : (_waiter, _mover);
        CellFeatures.Write((ulong)mine, features[..9]);
        CellFeatures.Write((ulong)theirs, features[9..18]);
    }

    public override ulong Key => 1UL << 32 | (uint)(_mover << 9 | _waiter);

    /// <summary>"x(1,2)": who, row, column.</summary>
    public override string ActionName(int seat, int action) => $"{(seat == 0 ? 'x' : 'o')}({action / 3},{action % 3})";

    /// <summary>Three lines of '.', 'x' and 'o'.</summary>
    public override string ToString()
    {
        var (x, o) = (Moves & 1) == 0 ? (_mover, _waiter) : (_waiter, _mover);
        return string.Create(11, (x, o), static (text, cells) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                var cell = i / 4 * 3 + i % 4;
                text[i] = i % 4 == 3 ? '\n' : (cells.x >> cell & 1) != 0 ? 'x' : (cells.o >> cell & 1) != 0 ? 'o' : '.';
            }
        });
    }

    public override GameState Clone() => new TicTacToeState(_game) { _mover = _mover, _waiter = _waiter, _won = _won };

    public override void CopyFrom(GameState other)
    {
        var source = (TicTacToeState)other;
        (_mover, _waiter, _won) = (source._mover, source._waiter, source._won);
    }

    internal static TicTacToeState Parse(TicTacToeGame game, string text)
    {
        var cells = BoardText.Cells(text, 3, 3, ".xo");
        int x = 0, o = 0;
        for (var cell = 0; cell < 9; cell++)
        {
            if (cells[cell] == 'x') x |= 1 << cell;
            if (cells[cell] == 'o') o |= 1 << cell;
        }

        var even = BoardText.TurnsMatch(cells);
        var state = new TicTacToeState(game) { _mover = even ? x : o, _waiter = even ? o : x };
        state._won = HasLine(state._waiter);
        return HasLine(state._mover) ? throw new FormatException("the seat to move has three in a row already") : state;
    }

    private static bool HasLine(int cells)
    {
        foreach (var line in Lines)
            if ((cells & line) == line) return true;
        return false;
    }
}
