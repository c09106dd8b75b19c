using System.Collections.Immutable;
using Arena.Core.Primitives;

namespace Arena.Core.Games;

/// <summary>A game's rules with its parameters chosen. Immutable: many matches share one.</summary>
public interface IGame
{
    GameType Type { get; }

    ParameterSet Parameters { get; }

    /// <summary>Actions are the integers from 0 up to here, exclusive.</summary>
    int ActionCount { get; }

    /// <summary>The most moves a match can take (a simultaneous turn is one move).</summary>
    int MaxMoves { get; }

    /// <summary>How many turns a match's score is the sum of; 1 where the score is of the match as a whole.</summary>
    int TurnsScored { get; }

    /// <summary>Every action, the ones a searcher should try first in front.</summary>
    ImmutableArray<int> SearchOrder { get; }

    /// <summary>The start of a match.</summary>
    GameState NewState();
}
