namespace Arena.Core.Rechecks;

/// <summary>What one node says that a match hashes to.</summary>
public readonly record struct NodeVote(string Node, byte[] MatchHash);

/// <summary>How a node fared in matches that more than one node has played.</summary>
/// <param name="Confirmed">The others say the same.</param>
/// <param name="Disputed">Two say different things, and there is no third to decide.</param>
/// <param name="Outvoted">Most of the others agree with one another, and not with it.</param>
public readonly record struct NodeRecord(int Confirmed, int Disputed, int Outvoted)
{
    /// <summary>Counts the votes on one match.</summary>
    public static IEnumerable<KeyValuePair<string, NodeRecord>> Count(IReadOnlyList<NodeVote> votes)
    {
        ArgumentNullException.ThrowIfNull(votes);
        if (votes.Count < 2) yield break;
        foreach (var vote in votes)
        {
            var same = votes.Count(other => other.MatchHash.AsSpan().SequenceEqual(vote.MatchHash));
            var most = votes.Max(one => votes.Count(other => other.MatchHash.AsSpan().SequenceEqual(one.MatchHash)));
            yield return new(vote.Node,
                2 * same > votes.Count ? new(1, 0, 0) : 2 * most > votes.Count ? new(0, 0, 1) : new(0, 1, 0));
        }
    }

    /// <summary>Both records together.</summary>
    public static NodeRecord operator +(NodeRecord left, NodeRecord right) =>
        new(left.Confirmed + right.Confirmed, left.Disputed + right.Disputed, left.Outvoted + right.Outvoted);
}
