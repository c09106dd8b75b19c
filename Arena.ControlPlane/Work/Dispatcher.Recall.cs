using Arena.Backplane.Ledger;
using Arena.Contracts.V1;

namespace Arena.ControlPlane.Work;

internal sealed partial class Dispatcher
{
    /// <summary>
    /// Leagues that do not go on: nodes give back what they have not begun. It is released then; what was withdrawn stays that.
    /// </summary>
    private void RecallHeld()
    {
        foreach (var league in directory.Loaded)
        {
            var phase = league.Entry.Phase;
            if (phase == LeaguePhase.Completed)
                continue;
            var recall = new Recall { LeagueId = league.Id, Abandon = phase == LeaguePhase.Stopped };
            foreach (var session in _sessions.Values)
            {
                if (league.HandsOut)
                    session.Recalled.Remove((league.Id, false));
                else if (session.HeldByLeague.GetValueOrDefault(league.Id) > 0 && session.Recalled.Add((league.Id, recall.Abandon)))
                    session.TrySend(new ControlMessage { Recall = recall });
            }
        }
    }
}
