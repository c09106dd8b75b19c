using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Tests.Core.Games;

internal static class PlayOut
{
    /// <summary>Plays random moves to the end, all chance outcomes alike, and shows each state, the last one too.</summary>
    public static GameState Random(IGame game, ulong seed, Action<GameState>? see = null) => Random(game, null, seed, see);

    /// <inheritdoc cref="Random(IGame, ulong, Action{GameState}?)"/>
    public static GameState Random(IGame game, string? start, ulong seed, Action<GameState>? see = null)
    {
        var dice = new Dice(new Seed(seed));
        var state = start is null ? game.NewState() : game.ParseState(start);
        var actions = new int[game.MaxLegalActions];
        while (true)
        {
            see?.Invoke(state);
            if (state.IsTerminal) return state;
            if (state.CurrentSeat == Turn.Simultaneous)
                state.Apply([.. Enumerable.Range(0, game.Type.Seats).Select(Pick)]);
            else
                state.Apply(Pick(state.CurrentSeat));
        }

        int Pick(int seat) => actions[dice.NextBelow(state.LegalActions(seat, actions))];
    }
}
