namespace Arena.Core.Games;

/// <summary>Counts move sequences: the customary check that a game's move generation is right.</summary>
public static class Perft
{
    /// <summary>How many sequences of exactly <paramref name="plies"/> moves there are, from a turn-based state.</summary>
    public static long Count(GameState state, int plies)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfNegative(plies);
        if (plies == 0) return 1;
        if (state.IsTerminal) return 0;
        if (state.CurrentSeat < 0)
            throw new NotSupportedException($"perft counts turn-based moves; {state.Game.Type.Name} is at another kind of state");
        Span<int> actions = stackalloc int[state.Game.MaxLegalActions];
        var legal = state.LegalActions(state.CurrentSeat, actions);
        if (plies == 1) return legal;
        var next = state.Clone();
        var count = 0L;
        foreach (var action in actions[..legal])
        {
            next.CopyFrom(state);
            next.Apply(action);
            count += Count(next, plies - 1);
        }

        return count;
    }
}
