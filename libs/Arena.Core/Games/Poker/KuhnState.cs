namespace Arena.Core.Games.Poker;

/// <summary>A hand of Kuhn poker: the cards, and the passes and bets so far.</summary>
internal sealed class KuhnState(KuhnGame game) : PokerState(game, dealt: 2)
{
    private const int Bet = 1;

    private int _moves;
    private int _bets;                              // bit i: the i-th move was a bet

    public override int CurrentSeat => Dealt < 2 ? Turn.Chance : IsOver ? Turn.Terminal : _moves & 1;

    public override int Moves => _moves;

    // Two passes; or a bet that has been answered.
    private bool IsOver => _moves == 3 || (_moves == 2 && _bets != 0b10);

    public override bool IsLegal(int seat, int action) => CurrentSeat switch
    {
        Turn.Chance => seat == Turn.Chance && CanDeal(action),
        Turn.Terminal => false,
        var mover => seat == mover && action is 0 or Bet,
    };

    public override void Apply(int action)
    {
        if (!IsLegal(CurrentSeat, action)) throw Illegal(action);
        if (Dealt < 2) Deal(action);
        else _bets |= action << _moves++;
    }

    /// <summary>Chips won or lost.</summary>
    public override double Score(int seat)
    {
        if (!IsOver) return 0;
        var firstWins = Stake(0) == Stake(1) ? Cards[0] > Cards[1] : Stake(0) > Stake(1);
        return firstWins == (seat == 0) ? Stake(1 - seat) : -Stake(seat);
    }

    /// <summary>Who forfeits loses the most that can be lost; the other gets what was put in.</summary>
    public override double ForfeitScore(int seat, bool itsOwn) => itsOwn ? -2 : Stake(1 - seat);

    public override string ActionName(int seat, int action) =>
        seat == Turn.Chance ? $"Deal:{action}" : action == Bet ? "Bet" : "Pass";

    /// <summary>OpenSpiel's: the seat's card and the moves, "0pb".</summary>
    public override string Observation(int seat) => Cards[seat] == None ? Betting : $"{Cards[seat]}{Betting}";

    /// <summary>Cards, then moves: "0 1 pb"; '?' is a card that must not be seen.</summary>
    public override string ToString()
    {
        var cards = string.Join(' ', Cards.Take(Dealt).Select(Name));
        return _moves == 0 ? cards : $"{cards} {Betting}";
    }

    public override void CopyFrom(GameState other)
    {
        base.CopyFrom(other);
        var source = (KuhnState)other;
        (_moves, _bets) = (source._moves, source._bets);
    }

    internal static KuhnState Parse(KuhnGame game, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var state = new KuhnState(game);
        foreach (var token in text.Where(c => c != ' '))
        {
            var action = state.Dealt < 2 ? token - '0' : token switch { 'p' => 0, 'b' => Bet, _ => -1 };
            if (!state.IsLegal(state.CurrentSeat, action))
                throw new FormatException($"found '{token}' after \"{state}\"; wanted cards and moves as in \"0 2 pb\"");
            state.Apply(action);
        }

        return state;
    }

    public override string Betting => string.Concat(Enumerable.Range(0, _moves).Select(i => (_bets >> i & 1) != 0 ? 'b' : 'p'));

    public override int Stake(int seat) => 1 + (_bets >> seat & 1) + (_bets >> (seat + 2) & 1);
}
