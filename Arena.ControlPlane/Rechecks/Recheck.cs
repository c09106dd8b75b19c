using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Work;

namespace Arena.ControlPlane.Rechecks;

/// <summary>One match that is to be played again. The verifier's.</summary>
/// <param name="id">What nodes know it by; no task of the ledger has this id.</param>
/// <param name="asked">The nodes that have answered.</param>
internal sealed class Recheck(long id, LeagueState league, LedgerResult result, IEnumerable<string> asked)
{
    public long Id => id;

    public LeagueState League => league;

    public NewResult Played => result.Result;

    /// <summary>The nodes that are not asked: who played it, who has answered, who cannot.</summary>
    public HashSet<string> NotAsked { get; } = new([result.Result.Node, .. asked], StringComparer.Ordinal);

    /// <summary>Whether somebody has found something else: then one more node decides.</summary>
    public bool IsDisputed { get; set; } = asked.Any();

    /// <summary>Who is playing it; null while nobody is.</summary>
    public NodeSession? Session { get; set; }

    public DateTimeOffset SentAt { get; set; }
}
