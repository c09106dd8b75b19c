using Arena.Core.Primitives;

namespace Arena.Core.Games.Poker;

/// <summary>A hand of poker: the cards dealt, some of which a seat's view does not show.</summary>
/// <param name="game">The game played.</param>
/// <param name="dealt">Cards dealt in a whole hand: each seat's, then those that both see.</param>
internal abstract class PokerState(PokerGame game, int dealt) : GameState
{
    /// <summary>In place of a card that has not been dealt or must not be seen.</summary>
    protected const int None = -1;

    public override IGame Game => game;

    /// <summary>By the order in which they are dealt: seat 0's, seat 1's, then the public one.</summary>
    protected int[] Cards { get; } = [.. Enumerable.Repeat(None, dealt)];

    /// <summary>How many of <see cref="Cards"/> have been dealt.</summary>
    protected int Dealt { get; private set; }

    public override int LegalActions(int seat, Span<int> actions)
    {
        var count = 0;
        for (var action = 0; action < game.ActionCount; action++)
            if (IsLegal(seat, action)) actions[count++] = action;
        return count;
    }

    public override double ChanceProbability(int outcome) =>
        IsLegal(Turn.Chance, outcome) ? 1.0 / (game.ActionCount - Dealt) : 0;

    public override GameState ViewFor(int seat)
    {
        var view = (PokerState)Clone();
        view.Cards[1 - seat] = None;
        return view;
    }

    public override void Determinize(Dice dice)
    {
        for (var hidden = 0; hidden < Dealt; hidden++)
        {
            if (Cards[hidden] != None) continue;
            int card;
            do card = dice.NextBelow(game.ActionCount);
            while (Cards.AsSpan().Contains(card));
            Cards[hidden] = card;
        }
    }

    public override GameState Clone()
    {
        var copy = game.NewState();
        copy.CopyFrom(this);
        return copy;
    }

    public override void CopyFrom(GameState other)
    {
        var source = (PokerState)other;
        source.Cards.CopyTo(Cards, 0);
        Dealt = source.Dealt;
    }

    /// <summary>Whether the card is in the deck and has not been dealt.</summary>
    protected bool CanDeal(int card) => (uint)card < game.ActionCount && !Cards.AsSpan(0, Dealt).Contains(card);

    /// <summary>Deals a card that <see cref="CanDeal"/> allows.</summary>
    protected void Deal(int card) => Cards[Dealt++] = card;

    /// <summary>The card's number; '?' in place of <see cref="None"/>.</summary>
    protected static string Name(int card) => card == None ? "?" : $"{card}";
}
