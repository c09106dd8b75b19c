namespace Arena.Core.Leagues.Formats;

/// <summary>
/// A league's format: who plays whom, in rounds. A pure function of the league and of the results of earlier rounds, so a
/// league that was interrupted goes on as it would have. How many matches each round has is known from the start; matches
/// are numbered through, round after round.
/// </summary>
internal interface ITournament
{
    /// <summary>Rounds in all; the next one is paired when every match of those before it has a result.</summary>
    int Rounds { get; }

    /// <summary>Matches in all.</summary>
    int Count { get; }

    /// <summary>Matches in the rounds before this one, which is also the number of its first match.</summary>
    int CountBefore(int round);

    /// <summary>The matches of a round.</summary>
    /// <param name="round">From 0.</param>
    /// <param name="earlier">All matches of the rounds before it, in order.</param>
    IReadOnlyList<ScheduledMatch> Pair(int round, IReadOnlyList<PlayedMatch> earlier);
}
