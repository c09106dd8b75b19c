using System.Numerics;

namespace Arena.Core.Games.Chess;

/// <summary>A chess match so far: the position, its legal moves, and the positions that could still be repeated.</summary>
public sealed class ChessState : GameState
{
    private readonly ChessGame _game;
    private readonly ushort[] _legal = new ushort[MoveGenerator.MostMoves];
    private readonly ulong[] _keys;        // of the positions since the last irreversible move, this one last
    private Position _position;
    private int _legalCount;
    private int _keyCount;
    private int _moves;
    private ChessEnd _end;

    internal ChessState(ChessGame game, Position position)
    {
        _game = game;
        _keys = game.HasDraws ? new ulong[game.QuietPlies + 1] : [];
        _position = position;
        Arrive();
    }

    /// <inheritdoc/>
    public override ChessGame Game => _game;

    /// <inheritdoc/>
    public override int CurrentSeat => _end == ChessEnd.None ? _position.Seat : Turn.Terminal;

    /// <inheritdoc/>
    public override int Moves => _moves;

    /// <summary>How the match has ended, if it has.</summary>
    public ChessEnd End => _end;

    internal bool IsCheck => _position.Checkers != 0;

    internal ref readonly Position Position => ref _position;

    /// <summary>The legal moves, also where a draw has ended the match.</summary>
    internal ReadOnlySpan<ushort> LegalMoves => _legal.AsSpan(0, _legalCount);

    /// <inheritdoc/>
    public override bool IsLegal(int seat, int action) =>
        seat >= 0 && seat == CurrentSeat && (uint)action < ChessMove.Count && LegalMoves.Contains((ushort)action);

    /// <summary>In an order of the generator's own: the king's moves first, castling last.</summary>
    public override int LegalActions(int seat, Span<int> actions)
    {
        if (seat < 0 || seat != CurrentSeat) return 0;
        for (var i = 0; i < _legalCount; i++) actions[i] = _legal[i];
        return _legalCount;
    }

    /// <summary>Promotions and captures of much by little first.</summary>
    public override int SearchActions(int seat, Span<int> actions)
    {
        var count = LegalActions(seat, actions);
        Span<int> gains = stackalloc int[MoveGenerator.MostMoves];
        for (var i = 0; i < count; i++)
        {
            // Insertion: a stable order, and most moves gain nothing and stay where they are.
            var (action, gain, at) = (actions[i], Gain(actions[i]), i);
            for (; at > 0 && gains[at - 1] < gain; at--) (actions[at], gains[at]) = (actions[at - 1], gains[at - 1]);
            (actions[at], gains[at]) = (action, gain);
        }

        return count;
    }

    /// <inheritdoc/>
    public override void Apply(int action)
    {
        if (!IsLegal(CurrentSeat, action)) throw Illegal(action);
        _position.Play(ChessMove.Of(action));
        _moves++;
        if (_position.Quiet == 0) _keyCount = 0;
        Arrive();
    }

    /// <inheritdoc/>
    public override double Score(int seat) =>
        _end != ChessEnd.Checkmate ? 0.5 : seat == _position.Seat ? 0 : 1;

    /// <inheritdoc/>
    public override double ForfeitScore(int seat, bool itsOwn) => itsOwn ? 0 : 1;

    /// <inheritdoc/>
    public override bool IsIrreversible => _moves > 0 && _position.Quiet == 0;

    /// <summary>Material and how central it stands, squeezed between -1 and 1.</summary>
    public override double Estimate(int seat)
    {
        double balance = Evaluation.Balance(in _position);
        balance /= Math.Abs(balance) + 1000;
        return seat == 0 ? balance : -balance;
    }

    /// <summary>Of the position alone: how often it has come, and how long ago the last capture was, does not count.</summary>
    public override ulong Key => _position.Key;

    /// <summary>SAN with the customary liberties, or UCI's squares.</summary>
    public override int? FindAction(int seat, string text) =>
        seat < 0 || seat != CurrentSeat ? null
        : (San.Find(this, text) ?? ChessMove.Parse(text)) is { } move && IsLegal(seat, move.Action) ? move.Action
        : null;

    /// <summary>SAN, as in "Nbd7+".</summary>
    public override string ActionName(int seat, int action) =>
        LegalMoves.Contains((ushort)action) ? San.Write(this, ChessMove.Of(action)) : ChessMove.Of(action).ToString();

    /// <summary>FEN.</summary>
    public override string ToString() => Fen.Write(in _position);

    /// <inheritdoc/>
    public override GameState Clone()
    {
        var copy = new ChessState(_game, _position);
        copy.CopyFrom(this);
        return copy;
    }

    /// <inheritdoc/>
    public override void CopyFrom(GameState other)
    {
        var source = (ChessState)other;
        if (source._keys.Length != _keys.Length) throw new ArgumentException("a state of a game with other parameters", nameof(other));
        _position = source._position;
        source._legal.AsSpan(0, source._legalCount).CopyTo(_legal);
        source._keys.AsSpan(0, source._keyCount).CopyTo(_keys);
        (_legalCount, _keyCount, _moves, _end) = (source._legalCount, source._keyCount, source._moves, source._end);
    }

    private void Arrive()
    {
        _legalCount = MoveGenerator.Generate(in _position, _legal);
        _end = _legalCount == 0 ? (IsCheck ? ChessEnd.Checkmate : ChessEnd.Stalemate) : _game.HasDraws ? FindDraw() : ChessEnd.None;
    }

    private ChessEnd FindDraw()
    {
        if (_keyCount < _keys.Length) _keys[_keyCount++] = _position.Key;
        if (_position.Quiet >= _game.QuietPlies) return ChessEnd.QuietMoves;
        if (IsDead()) return ChessEnd.DeadPosition;
        var occurrences = 0;
        for (var i = _keyCount - 1; i >= 0; i -= 2) // the same seat is to move in every second one
            if (_keys[i] == _position.Key) occurrences++;
        return occurrences >= _game.Repetitions ? ChessEnd.Repetition : ChessEnd.None;
    }

    private bool IsDead()
    {
        const ulong light = 0x55AA_55AA_55AA_55AA;
        var (knights, bishops) = (_position.Of(Piece.Knight), _position.Of(Piece.Bishop));
        if ((_position.Of(Piece.Pawn) | _position.Of(Piece.Rook) | _position.Of(Piece.Queen)) != 0) return false;
        if (knights != 0) return bishops == 0 && BitOperations.IsPow2(knights);
        return (bishops & light) == 0 || (bishops & ~light) == 0;
    }

    private int Gain(int action)
    {
        var move = ChessMove.Of(action);
        var captured = _position.PieceAt(move.To);
        var gain = 10 * (Evaluation.Worth(move.Promotion) + Evaluation.Worth(captured));
        return captured == Piece.None ? gain : gain - Evaluation.Worth(_position.PieceAt(move.From)) + 1000;
    }
}
