using Arena.Backplane.Ledger;
using Arena.Core.Leagues;

namespace Arena.ControlPlane.Leagues;

/// <summary>A league's results by match, and what is counted of them. Its owner locks; <see cref="Played"/> may be read without.</summary>
internal sealed class LeagueResults(int matches)
{
    private readonly MatchOutcome?[] _outcomes = new MatchOutcome?[matches];
    private readonly Dictionary<string, int> _nodes = new(StringComparer.Ordinal);
    private int _played;

    public int Played => Volatile.Read(ref _played);

    public int Forfeited { get; private set; }

    /// <summary>Matches without a result.</summary>
    public int Remaining => _outcomes.Length - Played;

    /// <summary>Null for a match without a result, and for one that the league does not have.</summary>
    public MatchOutcome? this[int index] => index < _outcomes.Length ? _outcomes[index] : null;

    /// <summary>Returns whether it is new.</summary>
    public bool Add(NewResult result)
    {
        if (_outcomes[result.Index] is not null)
            return false;
        var match = result.Match;
        _outcomes[result.Index] = new MatchOutcome(
            result.Index, match.Scores[0], match.Scores[1], match.Verdicts[0], match.Verdicts[1], match.Moves);
        Volatile.Write(ref _played, _played + 1);
        if (match.Reason is not null)
            Forfeited++;
        _nodes[result.Node] = _nodes.GetValueOrDefault(result.Node) + 1;
        return true;
    }

    /// <summary>Of the matches below this index.</summary>
    public MatchOutcome[] Outcomes(int known) => [.. _outcomes.Take(known).Where(outcome => outcome is not null).Select(outcome => outcome!.Value)];

    /// <summary>Matches by the node that played them.</summary>
    public KeyValuePair<string, int>[] ByNode() => [.. _nodes.OrderBy(node => node.Key, StringComparer.Ordinal)];
}
