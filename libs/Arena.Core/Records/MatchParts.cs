using Arena.Core.Matches;
using Arena.Core.Primitives;

namespace Arena.Core.Records;

/// <summary>
/// A checksum for each part of a record, so that a file in which one was changed says which. They prove nothing by
/// themselves (who changes a part can change its checksum): that is what the hash, the seal and the ledger are for.
/// </summary>
internal static class MatchParts
{
    private const int Length = 8; // bytes of the hash that are kept

    /// <summary>The parts' names with their checksums, in hex.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(MatchSpec spec, MatchRecord record)
    {
        yield return Part("game", new CanonicalHasher().Add(spec.Game.Type.Name).Add(spec.Game.Parameters.ToString()));
        yield return Part(
            "opening",
            new CanonicalHasher().Add(spec.Opening.State ?? "")
                .Add(Transcript.Write([.. spec.Opening.Moves.Select(move => (long)move)])));
        yield return Part("seed", new CanonicalHasher().Add(spec.Seed.Value));
        yield return Part("epoch", new CanonicalHasher().Add((ulong)record.Epoch));
        yield return Part(
            "clocks",
            new CanonicalHasher().Add(spec.MoveTimeLimit.TotalSeconds).Add(spec.TimeControl?.ToString() ?? "")
                .Add(spec.Overage.TotalSeconds));
        for (var seat = 0; seat < spec.Agents.Length; seat++)
        {
            var agent = new CanonicalHasher();
            spec.Agents[seat].AddTo(agent);
            yield return Part($"agents[{seat}]", agent.Add(record.AgentHashes[seat]));
        }

        yield return Part("moves", new CanonicalHasher().Add(record.Transcript));
        yield return Part("times", new CanonicalHasher().Add(Transcript.Write(record.MoveTimes)));
        var scores = new CanonicalHasher();
        foreach (var score in record.Scores) scores.Add(score);
        yield return Part("scores", scores);
        var verdicts = new CanonicalHasher();
        foreach (var verdict in record.Verdicts) verdicts.Add((ulong)verdict);
        yield return Part("verdicts", verdicts);
        yield return Part("reason", new CanonicalHasher().Add(record.Reason ?? ""));
        if (spec.Adjudication is not { } rules) yield break;
        var adjudication = new CanonicalHasher();
        rules.AddTo(adjudication);
        yield return Part("adjudication", adjudication);
        yield return Part("evaluations", new CanonicalHasher().Add(Evaluations.Write(record.Evaluations)));
        yield return Part("ruling", new CanonicalHasher().Add(record.Adjudication ?? ""));
    }

    private static KeyValuePair<string, string> Part(string name, CanonicalHasher hasher) =>
        new(name, Convert.ToHexStringLower(hasher.ToHash().AsSpan(0, Length)));
}
