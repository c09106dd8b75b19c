using System.Collections.Immutable;
using Arena.Core.Primitives;

namespace Arena.Core.Games;

/// <summary>A game's rules with its parameters chosen. Immutable: many matches share one.</summary>
public interface IGame
{
    /// <summary>The game as the catalog has it.</summary>
    GameType Type { get; }

    /// <summary>The parameters chosen, every one with its value.</summary>
    ParameterSet Parameters { get; }

    /// <summary>Actions are the integers from 0 up to here, exclusive.</summary>
    int ActionCount { get; }

    /// <summary>The most moves a match can take (a simultaneous turn is one move).</summary>
    int MaxMoves { get; }

    /// <summary>How many turns a match's score is the sum of; 1 where the score is of the match as a whole.</summary>
    int TurnsScored { get; }

    /// <summary>The most actions that are legal at once, chance outcomes included: room enough for any list of them.</summary>
    int MaxLegalActions => ActionCount;

    /// <summary>Every action, the ones a searcher should try first in front; empty when their order says nothing.</summary>
    ImmutableArray<int> SearchOrder => [];

    /// <summary>
    /// Numbers in what a model is shown of a state (<see cref="GameState.WriteFeatures"/>); 0 where nothing is: then the game cannot
    /// be learned.
    /// </summary>
    int FeatureCount => 0;

    /// <summary>The game as perft counts it: without ends that depend on more than the position.</summary>
    IGame ForPerft => this;

    /// <summary>
    /// The text form of a start that the seed picks, where matches have many to start from; null where all start at
    /// <see cref="NewState"/>.
    /// </summary>
    string? DrawStart(Seed seed) => null;

    /// <summary>The start of a match, or one of them.</summary>
    GameState NewState();

    /// <summary>The state that a text shows: what the state's own text form is read back by.</summary>
    /// <exception cref="FormatException">It shows no state of this game; the message says why.</exception>
    GameState ParseState(string text) =>
        throw new FormatException($"{Type.Name} has no text form to start from");
}
