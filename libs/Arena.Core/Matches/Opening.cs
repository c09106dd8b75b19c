using System.Collections.Immutable;
using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Core.Matches;

/// <summary>
/// Where a match begins: at a state other than the game's start, after moves that nobody was asked for, or both. The two
/// matches of a pair share theirs, so that neither agent has the better of it.
/// </summary>
/// <param name="State">The text form of the state; null is the game's start.</param>
/// <param name="Moves">Actions of seats in turn, played before agents are asked. Chance moves between them are rolled as ever.</param>
public sealed record Opening(string? State, ImmutableArray<int> Moves)
{
    /// <summary>The game's start.</summary>
    public static Opening None { get; } = new(null, []);

    internal bool IsNone => State is null && Moves.IsEmpty;

    /// <summary>
    /// Random legal moves, none of which ends the game: where the last one would, it is chosen again, and the opening is
    /// shorter when every move would.
    /// </summary>
    /// <param name="game">A turn-based game without chance: its rolls are the match's own.</param>
    /// <param name="state">
    /// The text form of the state that they are played from; null is the game's start, or one that the seed draws.
    /// </param>
    /// <param name="plies">How many moves.</param>
    /// <param name="seed">Decides them.</param>
    /// <exception cref="NotSupportedException">The game is not turn-based.</exception>
    /// <exception cref="FormatException">The text shows no state of this game.</exception>
    public static Opening Random(IGame game, string? state, int plies, Seed seed)
    {
        ArgumentNullException.ThrowIfNull(game);
        state ??= game.DrawStart(seed);
        if (plies == 0) return state is null ? None : new(state, []);
        var dice = new Dice(seed);
        var current = state is null ? game.NewState() : game.ParseState(state);
        var actions = new int[game.MaxLegalActions];
        var moves = ImmutableArray.CreateBuilder<int>(plies);
        while (moves.Count < plies)
        {
            if (current.CurrentSeat < 0)
                throw new NotSupportedException($"{game.Type.Name} has no random openings: seats do not move in turn");
            var legal = actions.AsSpan(0, current.LegalActions(current.CurrentSeat, actions));
            if (NotEnding(current, legal, dice) is not { } action) break;
            moves.Add(action);
            current.Apply(action);
        }

        return new(state, moves.ToImmutable());
    }

    private static int? NotEnding(GameState state, Span<int> legal, Dice dice)
    {
        var next = state.Clone();
        for (var left = legal.Length; left > 0; left--)
        {
            var pick = dice.NextBelow(left);
            next.CopyFrom(state);
            next.Apply(legal[pick]);
            if (!next.IsTerminal) return legal[pick];
            legal[pick] = legal[left - 1];
        }

        return null;
    }

    /// <summary>Whether both are the same state text and the same moves.</summary>
    public bool Equals(Opening? other) => other is not null && State == other.State && Moves.AsSpan().SequenceEqual(other.Moves.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(State, Moves.Length);
}
