using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Nodes;

namespace Arena.ControlPlane.Rechecks;

/// <summary>One match that is to be played again. The rechecker's.</summary>
/// <param name="id">What nodes know it by; no task of the ledger has this id.</param>
/// <param name="state">Where what is found is noted.</param>
/// <param name="asked">The nodes that have answered.</param>
internal sealed class Recheck(long id, LeagueState league, RecheckState state, NewResult played, IEnumerable<string> asked)
{
    public long Id => id;

    public LeagueState League => league;

    public RecheckState State => state;

    public NewResult Played => played;

    /// <summary>The nodes that are not asked: who played it, who has answered, who cannot.</summary>
    public HashSet<string> NotAsked { get; } = new([played.Node, .. asked], StringComparer.Ordinal);

    /// <summary>Whether it is recorded that somebody has found something else: then one more node decides.</summary>
    public bool IsDisputed { get; set; } = asked.Any();

    /// <summary>Who is playing it; null while nobody is.</summary>
    public NodeSession? Session { get; private set; }

    public DateTimeOffset SentAt { get; private set; }

    /// <summary>Since when nobody can be asked, as the clock's timestamp; null while somebody can, or nobody has looked.</summary>
    public long? NobodySince { get; set; }

    public bool CanBeAskedOf(NodeSession session) =>
        session.Open && !NotAsked.Contains(session.Node) && session.Hello.Games.Contains(league.Definition.Game);

    public void AskOf(NodeSession session, DateTimeOffset now) => (Session, SentAt) = (session, now);

    /// <summary>What a node has found, or that none could; for the ledger.</summary>
    public RecheckFinding Found(string node, RecheckOutcome outcome, byte[] matchHash, string? reason, DateTimeOffset now) =>
        new(played.TaskId, league.Id, played.Index, played.Node, node, outcome, matchHash, reason, now);

    /// <summary>Takes in what another replica has recorded of it.</summary>
    public void CatchUp()
    {
        var nodes = state.NodesOf(played.Index);
        NotAsked.UnionWith(nodes);
        IsDisputed |= nodes.Count > 0;
    }

    /// <summary>Nobody plays it any more.</summary>
    public void TakeBack() => Session = null;
}
