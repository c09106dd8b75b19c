using Arena.ControlPlane.Nodes;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Flags;
using LeagueState = Arena.ControlPlane.Leagues.LeagueState;

namespace Arena.ControlPlane.Work;

internal sealed partial class Dispatcher
{
    private static readonly TimeSpan _spreadHolds = TimeSpan.FromSeconds(1);

    // The nodes that each league is handed out to. Made anew every second, since nodes at other replicas come and go, and times begin.
    private readonly Dictionary<string, HashSet<string>> _spread = new(StringComparer.Ordinal);
    private DateTimeOffset _spreadUntil;
    private IReadOnlyList<FlagVersion> _spreadFlags = [];

    private void ForgetSpread()
    {
        var (flags, now) = (book.Read().Flags, time.GetUtcNow());
        if (now < _spreadUntil && ReferenceEquals(flags, _spreadFlags))
            return;
        _spread.Clear();
        (_spreadFlags, _spreadUntil) = (flags, now + _spreadHolds);
    }

    /// <summary>
    /// The nodes that the flag is on for; where that is none that can play the league, one goes on alone: the first by name, which all
    /// replicas agree on.
    /// </summary>
    private async Task<HashSet<string>> SpreadAsync(LeagueState league, CancellationToken cancellationToken)
    {
        if (_spread.TryGetValue(league.Id, out var known))
            return known;
        NodeSession[] able = [.. _sessions.Values, .. nodes.Elsewhere];
        var (spread, tenant) = (new HashSet<string>(StringComparer.Ordinal), TenantName.TenantOf(league.Id));
        foreach (var session in able)
        {
            var subject = new FlagSubject(
                FlagSubject.Node(session.Node), FlagSubject.League(TenantName.Plain(league.Id)), FlagSubject.Tenant(tenant));
            if ((await gate.AskAsync(Caller.DefaultTenant, KnownFlag.DistributedArena, subject, cancellationToken)).IsOn)
                spread.Add(session.Node);
        }

        if (!able.Any(session => CanPlay(league, session) && spread.Contains(session.Node)))
            spread.UnionWith(able.Where(s => CanPlay(league, s)).Select(s => s.Node).Order(StringComparer.Ordinal).Take(1));
        return _spread[league.Id] = spread;
    }

    private static bool CanPlay(LeagueState league, NodeSession session) =>
        session.Open && !session.RefusedLeagues.ContainsKey(league.Id) && session.Hello.Games.Contains(league.Definition.Game);
}
