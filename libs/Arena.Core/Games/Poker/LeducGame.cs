using Arena.Core.Primitives;

namespace Arena.Core.Games.Poker;

/// <summary>
/// Leduc hold'em (Southey et al., "Bayes' Bluff: Opponent Modelling in Poker", UAI 2005): six cards of three ranks, one
/// each, then one for both; two rounds of betting. Actions: 0 folds, 1 calls or checks, 2 raises; a chance outcome is the
/// card dealt, 2·rank + suit.
/// </summary>
public sealed class LeducGame : IGame
{
    internal const int Cards = 6;

    private static readonly LeducGame Only = new();

    private LeducGame()
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

    public GameType Type => Rules;

    public ParameterSet Parameters => Rules.Parameters.Defaults;

    public int ActionCount => Cards;

    /// <summary>Check, raise, raise, call: in both rounds.</summary>
    public int MaxMoves => 8;

    public int TurnsScored => 1;

    public GameState NewState() => new LeducState(this);

    public GameState ParseState(string text) => LeducState.Parse(this, text);
}
