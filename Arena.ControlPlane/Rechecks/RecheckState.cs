using Arena.Backplane.Ledger;
using Arena.Core.Leagues;
using Arena.Core.Matches;
using Arena.Core.Rechecks;

namespace Arena.ControlPlane.Rechecks;

/// <summary>
/// A league's results that are drawn to be rechecked, and what was found of them. Noting something twice changes nothing.
/// </summary>
internal sealed class RecheckState(LeagueDefinition definition)
{
    private const int MaxDisagreements = 20;

    private readonly Lock _lock = new();

    // What is drawn, by match: the hash of the match as it was played.
    private readonly Dictionary<int, byte[]> _drawn = [];
    private readonly HashSet<int> _open = [];
    private readonly Dictionary<int, LedgerResult> _unasked = [];
    private readonly SortedDictionary<int, List<RecheckFinding>> _found = [];

    /// <summary>Whether every result that was drawn is rechecked, or cannot be.</summary>
    public bool IsDone
    {
        get
        {
            lock (_lock)
                return _open.Count == 0;
        }
    }

    /// <summary>Whether somebody is to be asked to play results again.</summary>
    public bool HasUnasked
    {
        get
        {
            lock (_lock)
                return _unasked.Count > 0;
        }
    }

    /// <summary>Notes a result, which the ledger's hash may draw.</summary>
    /// <param name="pairing">Who played it.</param>
    public void Note(LedgerResult result, ScheduledMatch pairing)
    {
        if (!CanPlayAgain(result, pairing) || !RecheckDraw.Takes(result.Hash, definition.Verify))
            return;
        lock (_lock)
        {
            if (!_drawn.TryAdd(pairing.Index, result.Result.Match.Hash))
                return;
            _open.Add(pairing.Index);
            _unasked.Add(pairing.Index, result);
        }
    }

    /// <summary>Notes what a node found of a match.</summary>
    /// <param name="closed">Whether nobody else is asked.</param>
    public void Note(RecheckFinding finding, bool closed)
    {
        lock (_lock)
        {
            if (!_found.TryGetValue(finding.Index, out var found))
                _found.Add(finding.Index, found = []);
            if (found.All(v => v.Node != finding.Node))
                found.Add(finding);
            if (!closed)
                return;
            _open.Remove(finding.Index);
            _unasked.Remove(finding.Index);
        }
    }

    /// <summary>
    /// The drawn results that nobody was asked to play again yet, with what a former life found of them. The caller asks.
    /// </summary>
    public IReadOnlyList<(LedgerResult Result, IReadOnlyList<RecheckFinding> Found)> TakeUnasked()
    {
        lock (_lock)
        {
            var unasked = _unasked.OrderBy(drawn => drawn.Key)
                .Select(drawn => (drawn.Value, (IReadOnlyList<RecheckFinding>)[.. _found.GetValueOrDefault(drawn.Key) ?? []]))
                .ToArray();
            _unasked.Clear();
            return unasked;
        }
    }

    /// <summary>Whether nobody is asked about a match any more.</summary>
    public bool IsClosed(int index)
    {
        lock (_lock)
            return !_open.Contains(index);
    }

    /// <summary>The nodes that have said something of a match.</summary>
    public IReadOnlyList<string> NodesOf(int index)
    {
        lock (_lock)
            return [.. (_found.GetValueOrDefault(index) ?? []).Select(finding => finding.Node)];
    }

    /// <summary>The last that was found of a match on which nodes differ.</summary>
    public RecheckFinding LastOf(int index)
    {
        lock (_lock)
            return _found[index][^1];
    }

    /// <summary>What is known of one match.</summary>
    public MatchRecheck Of(int index)
    {
        lock (_lock)
            return new MatchRecheck(_drawn.ContainsKey(index), !_open.Contains(index), [.. _found.GetValueOrDefault(index) ?? []]);
    }

    public RecheckTally Tally()
    {
        if (definition.Verify == 0)
            return RecheckTally.None;
        lock (_lock)
        {
            var outcomes = _found.Values.CountBy(Worst).ToDictionary();
            return new RecheckTally(
                _drawn.Count,
                outcomes.GetValueOrDefault(RecheckOutcome.Agreed),
                outcomes.GetValueOrDefault(RecheckOutcome.Disagreed),
                outcomes.GetValueOrDefault(RecheckOutcome.Skipped),
                [.. _found.Values.SelectMany(v => v).Where(v => v.Outcome == RecheckOutcome.Disagreed).Take(MaxDisagreements)],
                [.. definition.Agents.Where(agent => !agent.IsSelfContained).Select(agent => agent.Name)]);
        }
    }

    /// <summary>How nodes fared, match by match.</summary>
    public IReadOnlyList<KeyValuePair<string, NodeRecord>> Records()
    {
        lock (_lock)
        {
            return
            [
                .. _found.Where(found => _drawn.ContainsKey(found.Key))
                    .SelectMany(found => NodeRecord.Count(Votes(found.Key, found.Value))),
            ];
        }
    }

    private NodeVote[] Votes(int index, List<RecheckFinding> found) =>
    [
        new NodeVote(found[0].PlayedBy, _drawn[index]),
        .. found.Where(v => v.Outcome != RecheckOutcome.Skipped).Select(v => new NodeVote(v.Node, v.MatchHash)),
    ];

    // What a program answers, and who is late, need not be the same another time.
    private bool CanPlayAgain(LedgerResult result, ScheduledMatch pairing) =>
        definition.Agents[pairing.First].IsSelfContained
        && definition.Agents[pairing.Second].IsSelfContained
        && !result.Result.Match.Verdicts.Contains(Verdict.Timeout);

    private static RecheckOutcome Worst(List<RecheckFinding> found)
    {
        if (found.Any(v => v.Outcome == RecheckOutcome.Disagreed))
            return RecheckOutcome.Disagreed;
        return found.Any(v => v.Outcome == RecheckOutcome.Agreed) ? RecheckOutcome.Agreed : RecheckOutcome.Skipped;
    }
}
