using Arena.Core.Matches;
using Arena.Engines;

namespace Arena.Cli.Matches.Engines;

/// <summary>A match while it is played: shows each game, keeps it, and knows when it is over.</summary>
internal sealed class EngineMatchRun(
    EngineMatch match, EnginePool engines, SavedMatch? saved, PgnFile? pgn, EngineMatchReport report)
{
    /// <summary>So often in a row an engine may fail to start, with -recover.</summary>
    public const int MostFailedStarts = 5;

    /// <summary>Whether the sequential test has decided.</summary>
    public bool Decided { get; private set; }

    /// <summary>Why it cannot go on; null while it can.</summary>
    public string? Failure { get; private set; }

    public bool IsOver => Decided || Failure is not null;

    public int Played { get; private set; }

    /// <summary>Takes in the games that were played before.</summary>
    public void Restore(IReadOnlyList<GameResult> games)
    {
        foreach (var game in games)
            Add(match.Plan.At(Played), game);
    }

    /// <summary>Takes in a game that was just played; they come in order.</summary>
    public void See(PlannedMatch game, MatchRecord record)
    {
        if (IsOver)
            return;
        var end = GameEnd.Of(game.Spec, record);
        report.Finished(game, end);
        var result = GameResult.Of(record);
        Add(game, result);
        report.WriteInterval(game);

        // Counted first and kept last: a game that could not be written was played, and is played again when the match goes on.
        pgn?.Write(GamePgn.Of(match, game, record, end, TimeProvider.System.GetLocalNow()));
        saved?.Add(result);
        Failure = WhyItCannotGoOn(game, record);
    }

    private void Add(PlannedMatch game, GameResult result)
    {
        Played++;
        Decided |= report.Add(game, result);
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
