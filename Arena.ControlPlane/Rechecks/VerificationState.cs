using Arena.Backplane.Ledger;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Formats;
using Arena.Core.Leagues.Standings;
using Arena.Core.Matches;
using Arena.Core.Rechecks;

namespace Arena.ControlPlane.Rechecks;

/// <summary>A league's matches that are drawn to be played again, and what was found. Its owner locks.</summary>
internal sealed class VerificationState(LeagueDefinition definition)
{
    private const int MaxDisagreements = 20;

    private readonly SortedDictionary<int, LedgerResult> _open = [];
    private readonly Dictionary<int, byte[]> _played = [];
    private readonly SortedDictionary<int, List<Verification>> _found = [];
    private int _drawn;

    /// <summary>Results that wait for another node.</summary>
    public IReadOnlyCollection<LedgerResult> Open => _open.Values;

    /// <summary>Notes a new result of a pairing. True: another node is to play it again.</summary>
    public bool Draw(LedgerResult result, Pairing pairing)
    {
        if (!CanPlayAgain(result, pairing) || !VerificationDraw.Takes(result.Hash, definition.Verify))
            return false;
        _drawn++;
        _open.Add(result.Result.Index, result);
        _played.Add(result.Result.Index, result.Result.MatchHash);
        return true;
    }

    public void Add(Verification verification, bool closed)
    {
        if (!_found.TryGetValue(verification.Index, out var found))
            _found.Add(verification.Index, found = []);
        if (found.All(v => v.Node != verification.Node))
            found.Add(verification);
        if (closed)
            _open.Remove(verification.Index);
    }

    public IEnumerable<Verification> Of(int index) => _found.GetValueOrDefault(index) ?? [];

    public VerificationTally Tally()
    {
        var outcomes = _found.Values.ToLookup(Worst);
        return new VerificationTally(
            _drawn, outcomes[VerificationOutcome.Agreed].Count(), outcomes[VerificationOutcome.Disagreed].Count(), outcomes[VerificationOutcome.Skipped].Count(),
            [.. _found.Values.SelectMany(v => v).Where(v => v.Outcome == VerificationOutcome.Disagreed).Take(MaxDisagreements)],
            definition.Verify > 0 ? [.. definition.Agents.Where(a => a.Program is not null).Select(a => a.Name)] : []);
    }

    /// <summary>How nodes fared, match by match.</summary>
    public IEnumerable<KeyValuePair<string, NodeRecord>> Records() =>
        from found in _found
        where _played.ContainsKey(found.Key)
        let votes = found.Value.Where(v => v.Outcome != VerificationOutcome.Skipped).Select(v => new NodeVote(v.Node, v.MatchHash))
        from record in NodeRecord.Count([new NodeVote(found.Value[0].PlayedBy, _played[found.Key]), .. votes])
        select record;

    // What a program answers, and who is late, need not be the same another time.
    private bool CanPlayAgain(LedgerResult result, Pairing pairing) =>
        definition.Verify > 0 && !result.Result.Verdicts.Contains(Verdict.Timeout)
        && definition.Agents[pairing.First].Program is null && definition.Agents[pairing.Second].Program is null;

    private static VerificationOutcome Worst(List<Verification> found) =>
        found.Any(v => v.Outcome == VerificationOutcome.Disagreed) ? VerificationOutcome.Disagreed
        : found.Any(v => v.Outcome == VerificationOutcome.Agreed) ? VerificationOutcome.Agreed
        : VerificationOutcome.Skipped;
}
