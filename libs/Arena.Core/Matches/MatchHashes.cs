using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Arena.Core.Agents;
using Arena.Core.Primitives;

namespace Arena.Core.Matches;

/// <summary>The hashes of a match; docs/match-records.md says field by field what they are made of.</summary>
public static class MatchHashes
{
    // An agent plays many matches, and built-in strategies play them faster than they are hashed.
    private static readonly ConditionalWeakTable<AgentDefinition, byte[]> _builtIn = [];

    /// <summary>The version of this program, which stands for the code of its built-in strategies.</summary>
    internal static string ProgramVersion { get; } = typeof(MatchHashes).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>What happened and what decided it, the same wherever the match is played.</summary>
    internal static byte[] OfMatch(
        MatchSpec spec, ReadOnlySpan<byte> transcript, ReadOnlySpan<double> scores, ReadOnlySpan<Verdict> verdicts,
        ImmutableArray<int?> evaluations)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var hasher = new CanonicalHasher()
            .Add("arena.match.1")
            .Add(spec.Game.Type.Name)
            .Add(spec.Game.Parameters.ToString());
        foreach (var agent in spec.Agents) agent.AddTo(hasher);
        hasher.Add(spec.Seed.Value);
        if (!spec.Opening.IsNone) hasher.Add("opening").Add(spec.Opening.State ?? "").Add((ulong)spec.Opening.Moves.Length);
        spec.Adjudication?.AddTo(hasher);
        hasher.Add(transcript);
        foreach (var score in scores) hasher.Add(score);
        foreach (var verdict in verdicts) hasher.Add((ulong)verdict);
        if (spec.Adjudication is not null) hasher.Add(Evaluations.Write(evaluations));
        return hasher.ToHash();
    }

    /// <summary>
    /// What an agent is made of: its definition, and the program behind it. Of a self-contained one that is
    /// <see cref="ProgramVersion"/>; of others what they say, <see cref="ISeatedAgent.Content"/>.
    /// </summary>
    public static byte[] OfAgent(AgentDefinition agent, string? content)
    {
        ArgumentNullException.ThrowIfNull(agent);
        return agent.IsSelfContained
            ? [.. _builtIn.GetValue(agent, static builtIn => HashOf(builtIn, $"arena {ProgramVersion}"))]
            : HashOf(agent, content ?? "");
    }

    private static byte[] HashOf(AgentDefinition agent, string content)
    {
        var hasher = new CanonicalHasher().Add("arena.agent.1");
        agent.AddTo(hasher);
        return hasher.Add(content).ToHash();
    }

    /// <summary>The seal that a record should have.</summary>
    internal static byte[] SealOf(MatchRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var hasher = new CanonicalHasher().Add("arena.seal.1").Add(record.Hash).Add((ulong)record.Epoch).Add(record.Reason ?? "");
        foreach (var agent in record.AgentHashes) hasher.Add(agent);
        return hasher.Add(Transcript.Write(record.MoveTimes)).ToHash();
    }
}
