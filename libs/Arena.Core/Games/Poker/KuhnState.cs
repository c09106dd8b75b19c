using Arena.Core.Primitives;

namespace Arena.Core.Games.Poker;

/// <summary>A hand of Kuhn poker: the cards, and the passes and bets so far.</summary>
public sealed class KuhnState : GameState
{
    private const int None = -1;
    private const int Bet = 1;

    private readonly KuhnGame _game;
    private readonly int[] _cards = [None, None];  // in a seat's view, the other's card stays None
    private int _dealt;
    private int _moves;
    private int _bets;                              // bit i: the i-th move was a bet

    internal KuhnState(KuhnGame game) => _game = game;

    public override IGame Game => _game;

    public override int CurrentSeat => _dealt < 2 ? Turn.Chance : IsOver ? Turn.Terminal : _moves & 1;

    public override int Moves => _moves;

    /// <summary>The seat's card, 0 to 2; null when it has not been dealt or must not be seen.</summary>
    public int? Card(int seat) => _cards[seat] == None ? null : _cards[seat];

    // Two passes; or a bet that has been answered.
    private bool IsOver => _moves == 3 || (_moves == 2 && _bets != 0b10);

    public override bool IsLegal(int seat, int action) => CurrentSeat switch
    {
        Turn.Chance => seat == Turn.Chance && (uint)action < KuhnGame.Cards && !(_dealt == 1 && _cards[0] == action),
        Turn.Terminal => false,
        var mover => seat == mover && action is 0 or Bet,
    };

    public override int LegalActions(int seat, Span<int> actions)
    {
        var count = 0;
        for (var action = 0; action < KuhnGame.Cards; action++)
            if (IsLegal(seat, action)) actions[count++] = action;
        return count;
    }

    public override void Apply(int action)
    {
        if (!IsLegal(CurrentSeat, action)) throw Illegal(action);
        if (_dealt < 2) _cards[_dealt++] = action;
        else _bets |= action << _moves++;
    }

    public override double ChanceProbability(int outcome) => IsLegal(Turn.Chance, outcome) ? 1.0 / (KuhnGame.Cards - _dealt) : 0;

    /// <summary>Chips won or lost.</summary>
    public override double Score(int seat)
    {
        if (!IsOver) return 0;
        var winner = Stake(0) != Stake(1) ? (Stake(0) > Stake(1) ? 0 : 1) : _cards[0] > _cards[1] ? 0 : 1;
        return seat == winner ? Stake(1 - seat) : -Stake(seat);
    }

    /// <summary>Who forfeits loses the most that can be lost; the other gets what was put in.</summary>
    public override double ForfeitScore(int seat, bool itsOwn) => itsOwn ? -2 : Stake(1 - seat);

    public override string ActionName(int seat, int action) =>
        seat == Turn.Chance ? $"Deal:{action}" : action == Bet ? "Bet" : "Pass";

    /// <summary>OpenSpiel's: the seat's card and the moves, "0pb".</summary>
    public override string Observation(int seat) => $"{Card(seat)}{Line}";

    public override GameState ViewFor(int seat)
    {
        var view = new KuhnState(_game);
        view.CopyFrom(this);
        view._cards[1 - seat] = None;
        return view;
    }

    public override void Determinize(Dice dice)
    {
        for (var seat = 0; seat < _dealt; seat++)
        {
            if (_cards[seat] != None) continue;
            int card;
            do card = dice.NextBelow(KuhnGame.Cards);
            while (_cards.AsSpan().Contains(card));
            _cards[seat] = card;
        }
    }

    /// <summary>Cards, then moves: "0 1 pb"; '?' is a card that must not be seen.</summary>
    public override string ToString()
    {
        var cards = string.Join(' ', _cards.Take(_dealt).Select(card => card == None ? "?" : $"{card}"));
        return _moves == 0 ? cards : $"{cards} {Line}";
    }

    public override GameState Clone()
    {
        var copy = new KuhnState(_game);
        copy.CopyFrom(this);
        return copy;
    }

    public override void CopyFrom(GameState other)
    {
        var source = (KuhnState)other;
        (_cards[0], _cards[1], _dealt, _moves, _bets) = (source._cards[0], source._cards[1], source._dealt, source._moves, source._bets);
    }

    internal static KuhnState Parse(KuhnGame game, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var state = new KuhnState(game);
        foreach (var token in text.Where(c => c != ' '))
        {
            var action = state._dealt < 2 ? token - '0' : token switch { 'p' => 0, 'b' => Bet, _ => -1 };
            if (!state.IsLegal(state.CurrentSeat, action))
                throw new FormatException($"found '{token}' after \"{state}\"; wanted cards and moves as in \"0 2 pb\"");
            state.Apply(action);
        }

        return state;
    }

    private string Line => string.Concat(Enumerable.Range(0, _moves).Select(i => (_bets >> i & 1) != 0 ? 'b' : 'p'));

    private int Stake(int seat) => 1 + (_bets >> seat & 1) + (_bets >> (seat + 2) & 1);
}
