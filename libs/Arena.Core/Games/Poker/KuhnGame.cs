namespace Arena.Core.Games.Poker;

/// <summary>
/// Kuhn poker (H. W. Kuhn, "A Simplified Two-Person Poker", 1950): three cards, one each, one chip to bet. With perfect
/// play the first seat loses 1/18 of a chip a hand. Actions: 0 passes, 1 bets; a chance outcome is the card dealt.
/// </summary>
internal sealed class KuhnGame : PokerGame
{
    private static readonly KuhnGame Only = new();

    private KuhnGame() : base(cards: 3, maxMoves: 3)
    {
    }

    public static GameType Rules { get; } = new()
    {
        Name = "kuhn_poker",
        Title = "Kuhn poker",
        Description = "The smallest poker: three cards, one each, one bet; the higher card takes the pot.",
        HasHiddenInformation = true,
        RankBy = RankBy.Score,
        Create = _ => Only,
    };

    public override GameType Type => Rules;

    public override GameState NewState() => new KuhnState(this);

    public override GameState ParseState(string text) => KuhnState.Parse(this, text);
}
