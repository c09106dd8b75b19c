using Arena.Core.Leagues;
using Arena.Core.Leagues.Formats;
using Arena.Core.Matches;

namespace Arena.ControlPlane.Experiments;

/// <summary>Counts matches between agents of different variants.</summary>
internal sealed class Tally(IReadOnlyList<string> variants)
{
    // By the numbers of both variants, the smaller first: losses, draws and wins of that one.
    private readonly Dictionary<(int First, int Second), long[]> _counts = [];
    private readonly SortedSet<string>[] _agents =
        [.. variants.Select(_ => new SortedSet<string>(StringComparer.Ordinal))];

    /// <summary>An agent that has the variant of this number; -1 for none.</summary>
    public void AddAgent(string agent, int variant)
    {
        if (variant >= 0)
            _agents[variant].Add(agent);
    }

    /// <param name="match">Of a league whose agents have these variants.</param>
    /// <param name="variantOf">By the agent's index in the league; -1 for none.</param>
    public void Add(PlayedMatch match, int[] variantOf)
    {
        var (first, second) = (variantOf[match.Pairing.First], variantOf[match.Pairing.Second]);
        var outcome = match.Outcome;
        if (first < 0 || second < 0 || first == second)
            return;
        if (outcome.FirstVerdict != Verdict.Ok && outcome.SecondVerdict != Verdict.Ok)
            return; // both at fault: it says nothing of either, and is not rated
        var result = (int)Judgement.Of(outcome.FirstScore, outcome.FirstVerdict, outcome.SecondScore, outcome.SecondVerdict);
        if (first > second)
            (first, second, result) = (second, first, (int)Outcome.Win - result);
        if (!_counts.TryGetValue((first, second), out var counts))
            _counts.Add((first, second), counts = new long[3]);
        counts[result]++;
    }

    public IReadOnlyList<VariantAgents> Agents() =>
        [.. variants.Index().Select(variant => new VariantAgents(variant.Item, [.. _agents[variant.Index]]))];

    /// <summary>Every two variants.</summary>
    public IReadOnlyList<VariantComparison> Comparisons() =>
    [
        .. from first in Enumerable.Range(0, variants.Count)
           from second in Enumerable.Range(first + 1, variants.Count - first - 1)
           let counts = _counts.GetValueOrDefault((first, second)) ?? new long[3]
           select new VariantComparison(
               variants[first], variants[second], counts[(int)Outcome.Win], counts[(int)Outcome.Draw], counts[(int)Outcome.Loss]),
    ];
}
