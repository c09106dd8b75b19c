using System.Collections.Immutable;
using Arena.Core.Games.Chess;
using Arena.Core.Pgn;
using Arena.Core.Primitives;

namespace Arena.Tests.Shared;

internal static class RandomPgn
{
    /// <summary>A game of random moves with everything that may stand beside them.</summary>
    public static PgnChessGame Of(ulong seed)
    {
        var dice = new Dice(new Seed(seed));
        var state = new ChessGame(ChessGame.Rules.Parameters.Defaults).NewState();
        var plies = ImmutableArray.CreateBuilder<PgnPly>();
        var legal = new int[256];
        while (!state.IsTerminal && plies.Count < 120)
        {
            var action = legal[dice.NextBelow(state.LegalActions(state.CurrentSeat, legal))];
            plies.Add(new PgnPly(
                action,
                dice.Chance(0.5) ? TimeSpan.FromMilliseconds(dice.NextBelow(90_000_000)) : null,
                dice.Chance(0.5) ? TimeSpan.FromMilliseconds(dice.NextBelow(90_000_000)) : null,
                dice.Chance(0.3) ? $"+{dice.NextBelow(9)}.{dice.NextBelow(90)}/{dice.NextBelow(30)} word" : null));
            state.Apply(action);
        }

        return new PgnChessGame { Tags = [new("Event", $"seed {seed}")], Plies = plies.ToImmutable(), Result = "*" };
    }
}
