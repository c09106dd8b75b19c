using Arena.Core.Matches;
using Arena.Engines;

namespace Arena.Cli.Matches.Engines;

/// <summary>A match while it is played: shows each game, keeps it, and knows when it is over.</summary>
internal sealed class EngineMatchRun(
    EngineMatch match, EnginePool engines, SavedMatch? saved, PgnFile? pgn, EngineMatchReport report)
{
    /// <summary>So often in a row an engine may fail to start, with -recover.</summary>
    public const int MostFailedStarts = 5;

    private readonly SortedDictionary<int, (PlannedMatch Game, GameResult Result)> _unseen = []; // over, and one before them is not
    private readonly HashSet<int> _before = []; // played before
    private bool _isKept = true;                // while games can be written

    /// <summary>Whether the sequential test has decided.</summary>
    public bool Decided { get; private set; }

    /// <summary>Why it cannot go on; null while it can.</summary>
    public string? Failure { get; private set; }

    public bool IsOver => Decided || Failure is not null;

    /// <summary>Games that are over, those that were played before among them.</summary>
    public int Played { get; private set; }

    /// <summary>Takes in the games that were played before, and returns them by their numbers.</summary>
    public IReadOnlyDictionary<int, GameResult> Restore(IReadOnlyList<SavedGame> games)
    {
        Played = games.Count;
        foreach (var game in games)
        {
            _before.Add(game.Index);
            _unseen.Add(game.Index, (match.Plan.At(game.Index), game.Result));
        }

        return games.ToDictionary(game => game.Index, game => game.Result);
    }

    /// <summary>Keeps a game that is over just now.</summary>
    /// <exception cref="CommandException">It could not be written.</exception>
    public GameResult End(PlannedMatch game, MatchRecord record)
    {
        var end = GameEnd.Of(game.Spec, record);
        var result = GameResult.Of(record);
        Played++;
        _unseen.Add(game.Index, (game, result));
        report.Finished(game, end);
        Keep(game, record, end, result);
        Failure ??= WhyItCannotGoOn(game, record);
        return result;
    }

    /// <summary>Counts a game. They come in order, so that the test decides after the same one however many are played at once.</summary>
    public void See(PlannedMatch game, GameResult result)
    {
        if (Decided)
            return;
        _unseen.Remove(game.Index);
        Decided = report.Add(game, result);
        if (!_before.Contains(game.Index))
            report.WriteInterval(game);
    }

    /// <summary>Counts those too that never came to their turn, because the match ended before; a test has decided without them.</summary>
    public void SeeRest()
    {
        if (Decided)
            return;
        foreach (var (game, result) in _unseen.Values)
            report.Add(game, result);
        _unseen.Clear();
    }

    // First that it was played, and where it is going to be written: if that does not come to pass, it is played again.
    private void Keep(PlannedMatch game, MatchRecord record, GameEnd end, GameResult result)
    {
        if (!_isKept)
            return;
        _isKept = false;
        var text = pgn is null ? [] : PgnFile.Text(GamePgn.Of(match, game, record, end, TimeProvider.System.GetLocalNow()));
        saved?.Add(new SavedGame(game.Index, [.. game.Spec.Agents.Select(agent => agent.Name)], result, pgn?.PlaceOf(text)));
        try
        {
            pgn?.Write(text);
        }
        catch (CommandException)
        {
            saved?.TakeBack();
            throw;
        }

        _isKept = true;
    }

    private string? WhyItCannotGoOn(PlannedMatch game, MatchRecord record)
    {
        for (var seat = 0; seat < record.Verdicts.Length; seat++)
        {
            if (record.Verdicts[seat] is not (Verdict.Crash or Verdict.Disconnect))
                continue;
            var agent = game.Spec.Agents[seat];
            if (!match.Recover)
                return "an engine broke down; -recover counts that as a loss and goes on";
            if (engines.FailedStartsOf(agent) is var starts && starts >= MostFailedStarts)
                return $"'{agent.Name}' could not be started {starts} times in a row: {GameEnd.Fault(game.Spec, record, seat)}";
        }

        return null;
    }
}
