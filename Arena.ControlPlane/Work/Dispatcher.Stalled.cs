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
        foreach (var league in directory.Running)
            league.Stall(league.HandsOut && IsRefused(league.Id, _sessions.Values) ? WhyNobody(league.Id) : "");
    }

    private string WhyNobody(string league)
    {
        var elsewhere = nodes.Elsewhere.ToArray();
        if (!IsRefused(league, elsewhere))
            return "";
        var whys = _sessions.Values.Concat(elsewhere).Select(session => session.RefusedLeagues[league]);
        return string.Join("; ", whys.Distinct().Order(StringComparer.Ordinal));
    }

    private static bool IsRefused(string league, IEnumerable<NodeSession> sessions) =>
        sessions.All(session => session.RefusedLeagues.ContainsKey(league));
}
