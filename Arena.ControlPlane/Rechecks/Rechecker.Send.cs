using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Replicas;
using LeagueState = Arena.ControlPlane.Leagues.LeagueState;

namespace Arena.ControlPlane.Rechecks;

internal sealed partial class Rechecker
{
    private const int MaxAskedPerNode = 256;

    /// <summary>Asks the least busy of those who can, for every recheck that nobody is playing.</summary>
    private async Task SendAsync(CancellationToken cancellationToken)
    {
        if (_asked.Count == 0)
            return;
        var sessions = nodes.Sessions;
        var busy = _asked.Values.Where(recheck => recheck.Session is not null).CountBy(recheck => recheck.Session!).ToDictionary();
        var batches = new Dictionary<(LeagueState League, NodeSession Session), List<Recheck>>();
        foreach (var recheck in _asked.Values.ToArray())
        {
            if (!Waits(recheck))
                continue;
            var able = sessions.Where(recheck.CanBeAskedOf).MinBy(session => busy.GetValueOrDefault(session));
            if (able is null)
            {
                recheck.NobodySince ??= time.GetTimestamp();
                if (IsHopeless(recheck))
                    await GiveUpAsync(recheck, cancellationToken);
                continue;
            }

            recheck.NobodySince = null;
            if (busy.GetValueOrDefault(able) >= MaxAskedPerNode)
                continue;
            recheck.AskOf(able, time.GetUtcNow());
            busy[able] = busy.GetValueOrDefault(able) + 1;
            if (!batches.TryGetValue((recheck.League, able), out var batch))
                batches.Add((recheck.League, able), batch = []);
            batch.Add(recheck);
        }

        foreach (var ((league, session), batch) in batches)
            Send(league, session, batch);
    }

    // Whether somebody is to be asked now. Who has left or is late is not waited for.
    private bool Waits(Recheck recheck)
    {
        if (recheck.League.Ended || recheck.State.IsClosed(recheck.Played.Index))
            _asked.Remove(recheck.Id);
        if (!recheck.League.HandsOut || !ownership.Owns(Grant.OfLeague(recheck.League.Id)) || !_asked.ContainsKey(recheck.Id))
        {
            recheck.NobodySince = null; // nobody looks
            return false;
        }

        if (recheck.Session is not { } session)
        {
            recheck.CatchUp();
            return true;
        }

        if (session.Open && time.GetUtcNow() - recheck.SentAt <= options.Value.AnswerLimit)
            return false;
        recheck.TakeBack();
        if (session.Open)
            recheck.NotAsked.Add(session.Node);
        return true;
    }

    // While matches are played, somebody may come who can; and who was cut off a moment ago, or by a restart, dials again.
    private bool IsHopeless(Recheck recheck) =>
        recheck.League.Remaining == 0
        && recheck.NobodySince is { } since
        && time.GetElapsedTime(since) >= options.Value.GiveUpAfter;

    private static void Send(LeagueState league, NodeSession session, List<Recheck> batch)
    {
        var entry = league.Entry;
        var assignment = new Assignment { LeagueId = league.Id, TraceParent = entry.TraceParent ?? "" };
        foreach (var recheck in batch)
        {
            var task = LeagueTasks.Of(league.PairingAt(recheck.Played.Index));
            assignment.Tasks.Add(new MatchTask
            {
                Id = recheck.Id, Index = task.Index, Seats = { task.Seats }, Seed = task.Seed, Attempt = 1,
            });
        }

        session.TryAssign(assignment, entry.Document);
    }
}
