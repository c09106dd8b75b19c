using Arena.ControlPlane.Leagues;
using Arena.Core.Pairing.Ladder;

namespace Arena.ControlPlane.Web.Leagues;

/// <summary>Who waits for how long in a ladder.</summary>
/// <param name="Round">The latest that is paired, from 1.</param>
/// <param name="Longest">So many rounds in a row nobody waits for.</param>
/// <param name="Latest">By agent, the round that it was paired in last, from 1; 0 before its first.</param>
public sealed record LadderWaits(int Round, int Longest, IReadOnlyList<int> Latest)
{
    /// <summary>How many rounds an agent has sat out up to the latest; 0 when it plays in that.</summary>
    public int Of(int agent) => Round - Latest[agent];

    /// <summary>The round in which it plays again at the latest, from 1.</summary>
    public int Due(int agent) => Latest[agent] + Longest;

    internal static LadderWaits Of(LeagueState league)
    {
        var agents = league.Definition.Agents.Length;
        var (longest, newest) = (LadderRules.DefaultWait(agents, league.Definition.MatchesPerRound), league.LatestRound);
        var latest = new int[agents];
        for (var number = newest; number >= 0 && newest - number <= longest && latest.Contains(0); number--)
        {
            foreach (var (pairing, _) in league.Round(number)!.Matches)
            {
                latest[pairing.First] = Math.Max(latest[pairing.First], number + 1);
                latest[pairing.Second] = Math.Max(latest[pairing.Second], number + 1);
            }
        }

        return new LadderWaits(newest + 1, longest, latest);
    }
}
