using Arena.Core.Primitives;

namespace Arena.Core.Games.Poker;

/// <summary>
/// Kuhn poker (H. W. Kuhn, "A Simplified Two-Person Poker", 1950): three cards, one each, one chip to bet. With perfect
/// play the first seat loses 1/18 of a chip a hand. Actions: 0 passes, 1 bets; a chance outcome is the card dealt.
/// </summary>
public sealed class KuhnGame : IGame
{
    internal const int Cards = 3;

    private static readonly KuhnGame Only = new();

    private KuhnGame()
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

    public GameType Type => Rules;

    public ParameterSet Parameters => Rules.Parameters.Defaults;

    public int ActionCount => Cards;

    public int MaxMoves => 3;

    public int TurnsScored => 1;

    public GameState NewState() => new KuhnState(this);

    public GameState ParseState(string text) => KuhnState.Parse(this, text);
}
