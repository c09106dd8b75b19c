using Arena.Core.Primitives;

namespace Arena.Core.Games.Poker;

/// <summary>A hand of poker: the cards dealt, some of which a seat's view does not show.</summary>
public abstract class PokerState : GameState
{
    /// <summary>In place of a card that has not been dealt or must not be seen.</summary>
    internal const int None = -1;

    private readonly PokerGame _game;

    /// <param name="game">The game played.</param>
    /// <param name="dealt">Cards dealt in a whole hand: each seat's, then those that both see.</param>
    private protected PokerState(PokerGame game, int dealt)
    {
        _game = game;
        Cards = [.. Enumerable.Repeat(None, dealt)];
    }

    /// <inheritdoc/>
    public override IGame Game => _game;

    /// <summary>How many cards of each rank are in the deck: a card's rank is its number divided by this, its suit what remains.</summary>
    public int Suits => _game.ActionCount / PokerGame.Ranks;

    /// <summary>Chips that the seat has put in, the ante included.</summary>
    public abstract int Stake(int seat);

    /// <summary>A letter for each move in order, and a stroke between two rounds of betting: "pb", "crc/r".</summary>
    public abstract string Betting { get; }

    /// <summary>A card by the order in which they are dealt; null when it has not been, or must not be seen.</summary>
    /// <param name="index">0 and 1 are the seats' own, 2 the one that both see, where there is one.</param>
    public int? CardAt(int index) => index < Cards.Length && Cards[index] != None ? Cards[index] : null;

    /// <summary>By the order in which they are dealt: seat 0's, seat 1's, then the public one.</summary>
    private protected int[] Cards { get; }

    /// <summary>How many of <see cref="Cards"/> have been dealt.</summary>
    private protected int Dealt { get; private set; }

    /// <inheritdoc/>
    public override int LegalActions(int seat, Span<int> actions)
    {
        var count = 0;
        for (var action = 0; action < _game.ActionCount; action++)
            if (IsLegal(seat, action)) actions[count++] = action;
        return count;
    }

    /// <inheritdoc/>
    public override double ChanceProbability(int outcome) =>
        IsLegal(Turn.Chance, outcome) ? 1.0 / (_game.ActionCount - Dealt) : 0;

    /// <inheritdoc/>
    public override GameState ViewFor(int seat)
    {
        var view = (PokerState)Clone();
        view.Cards[1 - seat] = None;
        return view;
    }

    /// <inheritdoc/>
    public override void Determinize(Dice dice)
    {
        for (var hidden = 0; hidden < Dealt; hidden++)
        {
            if (Cards[hidden] != None) continue;
            int card;
            do card = dice.NextBelow(_game.ActionCount);
            while (Cards.AsSpan().Contains(card));
            Cards[hidden] = card;
        }
    }

    /// <inheritdoc/>
    public override GameState Clone()
    {
        var copy = _game.NewState();
        copy.CopyFrom(this);
        return copy;
    }

    /// <inheritdoc/>
    public override void CopyFrom(GameState other)
    {
        var source = (PokerState)other;
        source.Cards.CopyTo(Cards, 0);
        Dealt = source.Dealt;
    }

    /// <summary>Whether the card is in the deck and has not been dealt.</summary>
    private protected bool CanDeal(int card) => (uint)card < _game.ActionCount && !Cards.AsSpan(0, Dealt).Contains(card);

    /// <summary>Deals a card that <see cref="CanDeal"/> allows.</summary>
    private protected void Deal(int card) => Cards[Dealt++] = card;

    /// <summary>The card's number; '?' in place of <see cref="None"/>.</summary>
    private protected static string Name(int card) => card == None ? "?" : $"{card}";
}
