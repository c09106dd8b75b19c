using Arena.Backplane.Ledger;
using Arena.Contracts.V1;

namespace Arena.ControlPlane.Work;

internal sealed partial class Dispatcher
{
    /// <summary>
    /// Leagues that do not go on, or not at this node: it gives back what it has not begun. That is released then; what was withdrawn
    /// stays so.
    /// </summary>
    private async Task RecallHeldAsync(CancellationToken cancellationToken)
    {
        foreach (var league in directory.Loaded)
        {
            var phase = league.Entry.Phase;
            if (phase == LeaguePhase.Completed || _sessions.Values.All(s => s.HeldByLeague.GetValueOrDefault(league.Id) == 0))
                continue;
            var spread = league.HandsOut ? await SpreadAsync(league, cancellationToken) : [];
            var recall = new Recall { LeagueId = league.Id, Abandon = phase == LeaguePhase.Stopped };
            foreach (var session in _sessions.Values)
            {
                if (spread.Contains(session.Node))
                    session.Recalled.Remove((league.Id, false));
                else if (session.HeldByLeague.GetValueOrDefault(league.Id) > 0 && session.Recalled.Add((league.Id, recall.Abandon)))
                    session.TrySend(new ControlMessage { Recall = recall });
            }
        }
    }
}
