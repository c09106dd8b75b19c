using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;

namespace Arena.ControlPlane.Trials;

/// <summary>
/// Plays the first matches of a league here and now, for somebody who has not decided yet: nothing is written down. It takes one thread
/// of a service that has other things to do, so matches, agents and time are few, one league is tried at a time, and only agents that are
/// built in play: no program runs here, and none is called.
/// </summary>
internal sealed class TrialRunner(TimeProvider time) : IDisposable
{
    public const int MostMatches = 200;
    public const int MostAgents = 100;

    private readonly SemaphoreSlim _turn = new(1);

    public static TimeSpan MostTime { get; } = TimeSpan.FromSeconds(3);

    /// <param name="parse">What was read of the league's document.</param>
    /// <param name="cancellationToken">Ends it without a table.</param>
    public async Task<TrialOutcome> PlayAsync(LeagueParse parse, CancellationToken cancellationToken)
    {
        if (parse.Definition is not { } league)
            return new TrialOutcome.Invalid(parse.Faults);
        if (FaultsOf(league) is { Length: > 0 } faults)
            return new TrialOutcome.Invalid(faults);
        if (!await _turn.WaitAsync(TimeSpan.Zero, cancellationToken))
            return new TrialOutcome.Busy();
        try
        {
            return new TrialOutcome.Played(await Task.Run(() => PlayAsync(league, cancellationToken), cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static LeagueFault[] FaultsOf(LeagueDefinition league)
    {
        if (league.Agents.Length > MostAgents)
            return [new("$.agents", $"found {league.Agents.Length} agents; a try is of {MostAgents} at most")];
        return
        [
            .. league.Agents.Index().Where(agent => !agent.Item.IsSelfContained).Select(agent => new LeagueFault(
                $"$.agents[{agent.Index}].{agent.Item.Program!.Kind}",
                $"'{agent.Item.Name}' plays at a node; a try is of built-in strategies and models only")),
        ];
    }

    private async Task<Trial> PlayAsync(LeagueDefinition league, CancellationToken cancellationToken)
    {
        using var timeOver = new CancellationTokenSource(MostTime, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(timeOver.Token, cancellationToken);
        var schedule = new Schedule(league);
        var outcomes = new List<MatchOutcome>();
        while (outcomes.Count < Math.Min(MostMatches, schedule.Known))
        {
            try
            {
                var match = league.MatchAt(schedule.At(outcomes.Count));
                outcomes.Add(MatchOutcome.Of(outcomes.Count, await MatchRunner.PlayAsync(match, time, ends.Token)));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                break;
            }

            if (outcomes.Count == schedule.Known)
                schedule.Advance(index => index < outcomes.Count ? outcomes[index] : null);
        }

        var rows = LeagueTable.Count(league, schedule, outcomes).Rate();
        var end = outcomes.Count == schedule.Count ? TrialEnd.Complete : outcomes.Count == MostMatches ? TrialEnd.Matches : TrialEnd.Time;
        return new Trial(league, schedule.Count, outcomes.Count, rows, end);
    }
}
