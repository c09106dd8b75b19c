namespace Arena.Core.Games.Poker;

/// <summary>A hand of Leduc poker.</summary>
internal sealed class LeducState(LeducGame game) : PokerState(game, dealt: 3)
{
    private const int Fold = 0;
    private const int Call = 1;
    private const int Raise = 2;
    private const int MostRaises = 2;      // in a round
    private const int MostLost = 1 + MostRaises * (2 + 4);
    private const string Letters = "fcr";

    private readonly int[] _stakes = [1, 1];
    private readonly byte[] _line = new byte[8]; // the moves of both rounds
    private int _moves;
    private int _firstRound;               // moves in it; 0 while it lasts
    private int _raises;                   // in this round
    private int _seat;
    private bool _over;

    public override int CurrentSeat
    {
        get
        {
            if (_over) return Turn.Terminal;
            return Dealt < (_firstRound == 0 ? 2 : 3) ? Turn.Chance : _seat;
        }
    }

    public override int Moves => _moves;

    public override bool IsLegal(int seat, int action) => CurrentSeat switch
    {
        Turn.Chance => seat == Turn.Chance && CanDeal(action),
        Turn.Terminal => false,
        var mover => seat == mover && action switch
        {
            Fold => _stakes[1 - mover] > _stakes[mover],  // only when something is at stake
            Call => true,
            Raise => _raises < MostRaises,
            _ => false,
        },
    };

    public override void Apply(int action)
    {
        if (!IsLegal(CurrentSeat, action)) throw Illegal(action);
        if (CurrentSeat == Turn.Chance)
        {
            Deal(action);
            return;
        }

        var isSecondOfRound = _moves > _firstRound; // somebody has moved in this round before
        _line[_moves++] = (byte)action;
        if (action == Raise)
        {
            _raises++;
            _stakes[_seat] = _stakes[1 - _seat] + (_firstRound == 0 ? 2 : 4);
        }
        else
        {
            _over = action == Fold;
            if (action == Call) _stakes[_seat] = _stakes[1 - _seat];
            if (!_over && isSecondOfRound)
            {
                EndRound();
                return;
            }
        }

        _seat = 1 - _seat;
    }

    /// <summary>Chips won or lost.</summary>
    public override double Score(int seat)
    {
        if (!_over) return 0;
        if (_line[_moves - 1] == Fold) return (_stakes[seat] > _stakes[1 - seat] ? 1 : -1) * Math.Min(_stakes[0], _stakes[1]);
        var (mine, theirs) = (Strength(seat), Strength(1 - seat));
        return mine == theirs ? 0 : mine > theirs ? _stakes[1 - seat] : -_stakes[seat];
    }

    /// <summary>Who forfeits loses the most that can be lost; the other gets what was put in.</summary>
    public override double ForfeitScore(int seat, bool itsOwn) => itsOwn ? -MostLost : _stakes[1 - seat];

    public override string ActionName(int seat, int action) => seat == Turn.Chance
        ? $"Chance outcome:{action}"
        : action switch { Fold => "Fold", Call => "Call", Raise => "Raise", _ => $"?{action}" };

    /// <summary>The seat's card, the public one, and the moves of each round: "3 5 crc/r".</summary>
    public override string Observation(int seat) => $"{Name(Cards[seat])} {Name(Cards[2])} {Betting}";

    /// <summary>Both seats' cards, the public one, the moves of each round: "3 0 5 crc/r"; '?' is what is not seen or not dealt.</summary>
    public override string ToString() => $"{Name(Cards[0])} {Name(Cards[1])} {Name(Cards[2])} {Betting}".TrimEnd();

    public override void CopyFrom(GameState other)
    {
        base.CopyFrom(other);
        var source = (LeducState)other;
        source._stakes.CopyTo(_stakes, 0);
        source._line.CopyTo(_line, 0);
        (_moves, _firstRound, _raises) = (source._moves, source._firstRound, source._raises);
        (_seat, _over) = (source._seat, source._over);
    }

    internal static LeducState Parse(LeducGame game, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is < 3 or > 4) throw Wanted(text);
        var state = new LeducState(game);
        var cards = parts.Take(3).Where(card => card != "?").Select(card => card.Length == 1 ? card[0] - '0' : -1).ToArray();
        var dealt = 0;
        var moves = new Queue<int>(
            (parts.Length < 4 ? "" : parts[3]).Where(c => c != '/')
                .Select(c => Letters.IndexOf(c, StringComparison.Ordinal)));
        while (true)
        {
            var deals = state.CurrentSeat == Turn.Chance;
            if (deals ? dealt == cards.Length : moves.Count == 0) break;
            var action = deals ? cards[dealt++] : moves.Dequeue();
            if (!state.IsLegal(state.CurrentSeat, action)) throw Wanted(text);
            state.Apply(action);
        }

        return state.ToString() == string.Join(' ', parts) ? state : throw Wanted(text);
    }

    private static FormatException Wanted(string text) => new(
        $"found \"{text}\"; wanted the two cards, the public one ('?' before it is dealt) and the moves of a hand, as in \"3 0 5 crc/r\"");

    public override int Stake(int seat) => _stakes[seat];

    private void EndRound()
    {
        if (_firstRound != 0)
        {
            _over = true;
            return;
        }

        _firstRound = _moves;
        _raises = 0;
        _seat = 0;
    }

    // A pair beats everything, otherwise the higher rank; suits mean nothing.
    private int Strength(int seat) => Cards[seat] / 2 + (Cards[seat] / 2 == Cards[2] / 2 ? 10 : 0);

    public override string Betting
    {
        get
        {
            var moves = string.Concat(_line.Take(_moves).Select(action => Letters[action]));
            return _firstRound == 0 ? moves : $"{moves[.._firstRound]}/{moves[_firstRound..]}";
        }
    }
}
