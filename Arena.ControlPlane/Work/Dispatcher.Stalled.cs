using Arena.ControlPlane.Nodes;

namespace Arena.ControlPlane.Work;

internal sealed partial class Dispatcher
{
    /// <summary>
    /// A league that every node has refused goes on when one comes that can play it. Until then it says why it does not;
    /// one that is paused has another reason.
    /// </summary>
    private void TellStalled()
    {
        NodeSession[] sessions = [.. _sessions.Values, .. nodes.Sessions.Where(session => session is { Open: true, IsHere: false })];
        foreach (var league in directory.Running)
        {
            var refusals = sessions.Select(s => s.RefusedLeagues.GetValueOrDefault(league.Id)).ToArray();
            var nobody = league.HandsOut && refusals.Length > 0 && refusals.All(why => why is not null);
            league.Stall(nobody ? string.Join("; ", refusals.Distinct().Order(StringComparer.Ordinal)) : "");
        }
    }
}
