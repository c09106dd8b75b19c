namespace Arena.Core.Games.Poker;

/// <summary>
/// Leduc hold'em (Southey et al., "Bayes' Bluff: Opponent Modelling in Poker", UAI 2005): six cards of three ranks, one
/// each, then one for both; two rounds of betting. Actions: 0 folds, 1 calls or checks, 2 raises; a chance outcome is the
/// card dealt, 2·rank + suit.
/// </summary>
internal sealed class LeducGame : PokerGame
{
    private static readonly LeducGame Only = new();

    // The longest hand: check, raise, raise, call, in both rounds.
    private LeducGame() : base(cards: 6, maxMoves: 8)
    {
    }

    public static GameType Rules { get; } = new()
    {
        Name = "leduc_poker",
        Title = "Leduc poker",
        Description = "Six cards of three ranks, two rounds of bets (2, then 4 chips), one card for both between them.",
        HasHiddenInformation = true,
        RankBy = RankBy.Score,
        Create = _ => Only,
    };

    public override GameType Type => Rules;

    public override GameState NewState() => new LeducState(this);

    public override GameState ParseState(string text) => LeducState.Parse(this, text);
}
