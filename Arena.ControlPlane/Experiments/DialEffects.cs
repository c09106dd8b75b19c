using Arena.Backplane.Ledger;
using Arena.ControlPlane.Dials;
using Arena.ControlPlane.Leagues;
using Arena.Core.Leagues.Formats;
using Arena.Core.Matches;
using Arena.Core.Ratings.Sequential;

namespace Arena.ControlPlane.Experiments;

/// <summary>
/// Compares what a league's agents did in an epoch of the dials with what they did in the one before, by the matches that are kept.
/// </summary>
internal sealed class DialEffects(DialAdministration dials, DialDirectory directory, OwnLeagues leagues, IResultStore results)
{
    /// <param name="epoch">The epoch; not 0.</param>
    /// <param name="leagueId">One of the caller's.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<EffectOutcome> ReportAsync(long epoch, string leagueId, CancellationToken cancellationToken)
    {
        if (epoch == 0)
            return new EffectOutcome.Refused("Epoch 0 is the first: there is nothing before it to compare it with.");
        if (await dials.FindAsync(epoch, cancellationToken) is not { } after
            || await dials.FindAsync(epoch - 1, cancellationToken) is not { } before)
            return new EffectOutcome.NotFound(DialAdministration.NoEpoch(epoch, directory.Current.Number));
        if (await leagues.FindAsync(leagueId, cancellationToken) is not { } league)
            return new EffectOutcome.NotFound(leagues.NotFound(leagueId));

        var was = league.PlayedOf(await results.PlayedInAsync(league.Id, before.Number, cancellationToken));
        var now = league.PlayedOf(await results.PlayedInAsync(league.Id, after.Number, cancellationToken));
        var (scoresBefore, scoresAfter) = (Count(league, was), Count(league, now));
        var agents = league.Definition.Agents.Select((agent, i) => new AgentEffect(agent.Name, scoresBefore[i], scoresAfter[i]));
        return new EffectOutcome.Made(new DialEffect(before, after, leagueId, was.Count, now.Count, [.. agents]));
    }

    // By agent, in the league's order.
    private static ScoreCounts[] Count(LeagueState league, IReadOnlyList<PlayedMatch> played)
    {
        var counts = league.Definition.Agents.Select(_ => new long[3]).ToArray();
        foreach (var (pairing, outcome) in played)
        {
            var (first, second) = ((outcome.FirstScore, outcome.FirstVerdict), (outcome.SecondScore, outcome.SecondVerdict));
            counts[pairing.First][(int)Judgement.Of(first.FirstScore, first.FirstVerdict, second.SecondScore, second.SecondVerdict)]++;
            counts[pairing.Second][(int)Judgement.Of(second.SecondScore, second.SecondVerdict, first.FirstScore, first.FirstVerdict)]++;
        }

        return [.. counts.Select(c => ScoreCounts.Of(c))];
    }
}
