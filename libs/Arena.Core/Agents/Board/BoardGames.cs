using Arena.Core.Games;

namespace Arena.Core.Agents.Board;

/// <summary>The games that the searchers understand: two seats, in turns, nothing hidden.</summary>
internal static class BoardGames
{
    public const string Needs = "games of two seats that move in turn, with nothing hidden";

    public static bool Include(GameType game) => game is { IsSimultaneous: false, HasHiddenInformation: false, Seats: 2 };
}
