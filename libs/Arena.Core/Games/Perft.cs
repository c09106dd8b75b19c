namespace Arena.Core.Games;

/// <summary>Counts move sequences: the customary check that a game's move generation is right.</summary>
public static class Perft
{
    /// <summary>
    /// How many sequences of exactly <paramref name="plies"/> moves there are. A chance outcome is a move, and so is the joint
    /// choice of all seats in a simultaneous turn.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public static long Count(GameState state, int plies, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfNegative(plies);
        if (plies == 0) return 1;
        if (state.IsTerminal) return 0;
        if (state.CurrentSeat == Turn.Simultaneous) return CountJoint(state, plies, cancellationToken);
        Span<int> actions = stackalloc int[state.Game.MaxLegalActions];
        var legal = state.LegalActions(state.CurrentSeat, actions);
        if (plies == 1) return legal;
        cancellationToken.ThrowIfCancellationRequested();
        var next = state.Clone();
        var count = 0L;
        foreach (var action in actions[..legal])
        {
            next.CopyFrom(state);
            next.Apply(action);
            count += Count(next, plies - 1, cancellationToken);
        }

        return count;
    }

    /// <summary>The moves of a turn-based state and how many sequences begin with each.</summary>
    public static IEnumerable<(string Move, long Count)> Divide(GameState state, int plies, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(plies);
        if (state.CurrentSeat == Turn.Simultaneous)
            throw new NotSupportedException($"{state.Game.Type.Name} has joint choices, which are not counted apart");
        var actions = new int[state.Game.MaxLegalActions];
        var legal = state.LegalActions(state.CurrentSeat, actions);
        for (var i = 0; i < legal; i++)
        {
            var next = state.Clone();
            next.Apply(actions[i]);
            yield return (state.ActionName(state.CurrentSeat, actions[i]), Count(next, plies - 1, cancellationToken));
        }
    }

    private static long CountJoint(GameState state, int plies, CancellationToken cancellationToken)
    {
        var seats = state.Game.Type.Seats;
        var actions = new int[seats][];
        for (var seat = 0; seat < seats; seat++)
        {
            var legal = new int[state.Game.MaxLegalActions];
            actions[seat] = legal[..state.LegalActions(seat, legal)];
        }

        var joints = actions.Aggregate(1L, (product, legal) => product * legal.Length);
        if (plies == 1) return joints;
        var next = state.Clone();
        var choice = new int[seats];
        var count = 0L;
        for (var joint = 0L; joint < joints; joint++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rest = joint;
            for (var seat = 0; seat < seats; seat++)
            {
                choice[seat] = actions[seat][rest % actions[seat].Length];
                rest /= actions[seat].Length;
            }

            next.CopyFrom(state);
            next.Apply(choice);
            count += Count(next, plies - 1, cancellationToken);
        }

        return count;
    }
}
