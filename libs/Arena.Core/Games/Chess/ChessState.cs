using Arena.Core.Primitives;

namespace Arena.Core.Games.Chess;

/// <summary>A chess match so far: the position, its legal moves, and the positions that could still be repeated.</summary>
public sealed class ChessState : GameState
{
    private readonly ChessGame _game;
    private readonly ulong[] _keys;        // of the positions since the last irreversible move: in either half those of one seat to move
    private Position _position;
    private MoveSets _moveSets;
    private ushort[]? _legal;              // the moves listed, once somebody wants the list
    private bool _isListed;
    private int _keyCount;
    private int _moves;
    private ChessEnd _end;

    internal ChessState(ChessGame game, Position position)
        : this(game)
    {
        _position = position;
        Arrive();
    }

    private ChessState(ChessGame game)
    {
        _game = game;
        _keys = game.HasDraws ? new ulong[2 * HalfOf(game)] : [];
    }

    /// <inheritdoc/>
    public override ChessGame Game => _game;

    /// <inheritdoc/>
    public override int CurrentSeat => _end == ChessEnd.None ? _position.Seat : Turn.Terminal;

    /// <inheritdoc/>
    public override int Moves => _moves;

    /// <summary>How the match has ended, if it has.</summary>
    public ChessEnd End => _end;

    /// <summary>Whether the king of the side to move is attacked; so it is when it is mated.</summary>
    public bool IsCheck => _position.Checkers != 0;

    internal ref readonly Position Position => ref _position;

    /// <summary>The legal moves, also where a draw has ended the match.</summary>
    internal ReadOnlySpan<ushort> LegalMoves
    {
        get
        {
            if (_isListed) return _legal.AsSpan(0, _moveSets.Count);
            _legal ??= new ushort[MoveGenerator.MostMoves];
            _moveSets.Write(_legal);
            _isListed = true;
            return _legal.AsSpan(0, _moveSets.Count);
        }
    }

    /// <inheritdoc/>
    public override bool IsLegal(int seat, int action) =>
        seat >= 0 && seat == CurrentSeat && IsAmongMoves(action);

    /// <inheritdoc/>
    public override int RandomAction(int seat, Dice dice)
    {
        ArgumentNullException.ThrowIfNull(dice);
        return _moveSets.At(dice.NextBelow(seat >= 0 && seat == CurrentSeat ? _moveSets.Count : 0));
    }

    /// <summary>In an order of the generator's own: the king's moves first, castling last.</summary>
    public override int LegalActions(int seat, Span<int> actions)
    {
        if (seat < 0 || seat != CurrentSeat) return 0;
        var moves = LegalMoves;
        for (var i = 0; i < moves.Length; i++) actions[i] = moves[i];
        return moves.Length;
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

    /// <summary>
    /// Where the other side could not have mated by any series of legal moves (FIDE Laws of Chess 6.9), as far as material tells.
    /// </summary>
    public override bool IsDrawnOnTime(int seat) => !MatingMaterial.CanMate(in _position, 1 - seat);

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
        seat < 0 || seat != CurrentSeat ? null : San.Find(this, text)?.Action ?? FindMove(text);

    /// <summary>
    /// The legal action that an engine means: UCI's squares, and castling in any way that engines have: the king's two steps or the
    /// king that takes its rook, whichever chess is played, or O-O. Null when it is none.
    /// </summary>
    public int? FindMove(string text)
    {
        if (ChessMove.Parse(text) is not { } move) return text is ['O' or '0', '-', ..] ? San.Find(this, text)?.Action : null;
        if (IsLegal(CurrentSeat, move.Action)) return move.Action;
        foreach (var action in LegalMoves)
        {
            if (_position.CastlingOf(ChessMove.Of(action)) is not (var right and >= 0) || ChessMove.Of(action).From != move.From) continue;
            if (move.To == _position.CastlingRook(right) || move.To == Position.CastlingTargets(right).King) return action;
        }

        return null;
    }

    /// <summary>SAN, as in "Nbd7+".</summary>
    public override string ActionName(int seat, int action) =>
        IsAmongMoves(action) ? San.Write(this, ChessMove.Of(action)) : ChessMove.Of(action).ToString();

    /// <summary>FEN; in Chess960 X-FEN.</summary>
    public override string ToString() => Fen.Write(in _position);

    /// <summary>FEN with the rooks' files for rights to castle (<c>HAha</c>), as UCI engines are told Chess960.</summary>
    public string ToShredderFen() => Fen.Write(in _position, files: true);

    /// <summary>Whether a legal action castles.</summary>
    public bool IsCastling(int action) => _position.CastlingOf(ChessMove.Of(action)) >= 0;

    /// <inheritdoc/>
    public override GameState Clone()
    {
        var copy = new ChessState(_game);
        copy.CopyFrom(this);
        return copy;
    }

    /// <inheritdoc/>
    public override void CopyFrom(GameState other)
    {
        var source = (ChessState)other;
        if (source._keys.Length != _keys.Length) throw new ArgumentException("a state of a game with other parameters", nameof(other));
        _position = source._position;
        _moveSets = source._moveSets;
        source.KeysOf(0).CopyTo(_keys);
        source.KeysOf(1).CopyTo(_keys.AsSpan(_keys.Length / 2));
        (_isListed, _keyCount, _moves, _end) = (false, source._keyCount, source._moves, source._end);
    }

    private bool IsAmongMoves(int action) => (uint)action < ChessMove.Count && _moveSets.Contains(action);

    private void Arrive()
    {
        MoveGenerator.Find(in _position, ref _moveSets);
        _isListed = false;
        if (_moveSets.Count == 0) _end = IsCheck ? ChessEnd.Checkmate : ChessEnd.Stalemate;
        else _end = _game.HasDraws ? FindDraw() : ChessEnd.None;
    }

    private ChessEnd FindDraw()
    {
        // One seat's positions and the other's in turn: only every second one can be this one again.
        var half = _keyCount & 1;
        if (_keyCount < _keys.Length) _keys[half * (_keys.Length / 2) + _keyCount++ / 2] = _position.Key;
        if (_position.Quiet >= _game.QuietPlies) return ChessEnd.QuietMoves;
        if (MatingMaterial.IsDead(in _position)) return ChessEnd.DeadPosition;
        return _keyCount > 2 && KeysOf(half).Count(_position.Key) >= _game.Repetitions ? ChessEnd.Repetition : ChessEnd.None;
    }

    private Span<ulong> KeysOf(int half) => _keys.AsSpan(half * (_keys.Length / 2), (_keyCount + 1 - half) / 2);

    private static int HalfOf(ChessGame game) => game.QuietPlies / 2 + 1;

    private int Gain(int action)
    {
        var move = ChessMove.Of(action);
        var captured = _position.CastlingOf(move) < 0 ? _position.PieceAt(move.To) : Piece.None;
        var gain = 10 * (Evaluation.Worth(move.Promotion) + Evaluation.Worth(captured));
        return captured == Piece.None ? gain : gain - Evaluation.Worth(_position.PieceAt(move.From)) + 1000;
    }
}
