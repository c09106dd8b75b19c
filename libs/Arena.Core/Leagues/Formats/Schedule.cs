namespace Arena.Core.Leagues.Formats;

/// <summary>
/// A league's matches as far as they are paired. Every result is kept until its round is complete; then the next round is
/// paired. One owner at a time.
/// </summary>
public sealed class Schedule
{
    private readonly ITournament _tournament;
    private readonly List<IReadOnlyList<ScheduledMatch>> _rounds = [];
    private readonly List<PlayedMatch> _played = [];

    /// <summary>The schedule of a league of which nothing has been played.</summary>
    public Schedule(LeagueDefinition league)
    {
        _tournament = LeagueFormat.TournamentOf(league);
        _rounds.Add(_tournament.Pair(0, _played));
    }

    /// <summary>Matches in the whole league.</summary>
    public int Count => _tournament.Count;

    /// <summary>Matches that are paired; their numbers are those below this.</summary>
    public int Known => _tournament.CountBefore(_rounds.Count);

    /// <summary>The number of the first match of the latest round that is paired.</summary>
    public int RoundStart => _tournament.CountBefore(_rounds.Count - 1);

    /// <summary>Rounds that are paired.</summary>
    public int Rounds => _rounds.Count;

    /// <summary>Rounds in the whole league.</summary>
    public int AllRounds => _tournament.Rounds;

    /// <summary>Rounds that are complete, with a round paired after them or none to come.</summary>
    public int Completed { get; private set; }

    /// <summary>The matches of complete rounds.</summary>
    internal IReadOnlyList<PlayedMatch> Played => _played;

    internal ITournament Tournament => _tournament;

    /// <summary>A league's schedule after these results, in any order.</summary>
    public static Schedule After(LeagueDefinition league, IReadOnlyCollection<MatchOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var schedule = new Schedule(league);
        if (schedule._tournament.Rounds == 1) return schedule;
        var byIndex = new MatchOutcome?[schedule.Count];
        foreach (var outcome in outcomes)
        {
            if (outcome.Index >= 0 && outcome.Index < byIndex.Length) byIndex[outcome.Index] = outcome;
        }

        schedule.Advance(index => byIndex[index]);
        return schedule;
    }

    /// <summary>The number of a round's first match; of one after the last, the number of matches in all.</summary>
    /// <param name="round">From 0.</param>
    public int StartOf(int round) => round >= AllRounds ? Count : _tournament.CountBefore(round);

    /// <summary>The match with a number from 0; it is known once the rounds before its own are completed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that number yet.</exception>
    public ScheduledMatch At(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Known);
        if (_rounds.Count == 1) return _rounds[0][index];
        var (low, high) = (0, _rounds.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_tournament.CountBefore(middle) <= index) low = middle;
            else high = middle - 1;
        }

        return _rounds[low][index - _tournament.CountBefore(low)];
    }

    /// <summary>The bracket of a knockout, round after round and from top to bottom; null in other formats.</summary>
    /// <param name="outcomeOf">The result of a match, if there is one: also of rounds that are not complete.</param>
    public IReadOnlyList<IReadOnlyList<BracketEncounter>>? Bracket(Func<int, MatchOutcome?> outcomeOf)
    {
        ArgumentNullException.ThrowIfNull(outcomeOf);
        return _tournament is KnockoutTournament knockout ? knockout.Bracket(this, outcomeOf) : null;
    }

    /// <summary>Pairs as many more rounds as the results allow.</summary>
    /// <param name="outcomeOf">The result of a match, if there is one.</param>
    /// <returns>The matches that were not known before.</returns>
    public IReadOnlyList<ScheduledMatch> Advance(Func<int, MatchOutcome?> outcomeOf)
    {
        ArgumentNullException.ThrowIfNull(outcomeOf);
        List<ScheduledMatch> added = [];
        if (_tournament.Rounds == 1) return added;
        while (Completed < _tournament.Rounds && TryComplete(outcomeOf))
        {
            if (_rounds.Count == _tournament.Rounds) break;
            var next = _tournament.Pair(_rounds.Count, _played);
            _rounds.Add(next);
            added.AddRange(next);
        }

        return added;
    }

    private bool TryComplete(Func<int, MatchOutcome?> outcomeOf)
    {
        for (var index = _tournament.CountBefore(Completed); index < Known; index++)
        {
            if (outcomeOf(index) is null) return false;
        }

        for (var index = _tournament.CountBefore(Completed); index < Known; index++) _played.Add(new(At(index), outcomeOf(index)!.Value));
        Completed++;
        return true;
    }
}
