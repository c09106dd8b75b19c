using Arena.Core.Primitives;

namespace Arena.Core.Games.Poker;

/// <summary>A poker of two seats without parameters, whose chance outcomes are the cards of its deck.</summary>
/// <param name="cards">Cards in the deck; an action is never more than the last of them.</param>
/// <param name="maxMoves">The most moves of a hand.</param>
internal abstract class PokerGame(int cards, int maxMoves) : IGame
{
    /// <summary>Jack, queen and king: no game here has more.</summary>
    public const int Ranks = 3;

    public abstract GameType Type { get; }

    public ParameterSet Parameters => Type.Parameters.Defaults;

    public int ActionCount => cards;

    public int MaxMoves => maxMoves;

    public int TurnsScored => 1;

    public abstract GameState NewState();

    public abstract GameState ParseState(string text);
}
