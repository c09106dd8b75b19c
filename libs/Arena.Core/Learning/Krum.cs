using Arena.Core.Primitives;

namespace Arena.Core.Learning;

/// <summary>
/// Krum (Blanchard et al., "Machine Learning with Adversaries: Byzantine Tolerant Gradient Descent", NeurIPS 2017): the one update that is
/// nearest to its n - f - 2 nearest others; Multi-Krum, with more to keep, is the mean of so many of the best. It holds against f liars of
/// at least 2 f + 3 clients. Every client counts alike.
/// </summary>
internal sealed class Krum(int liars, int kept) : Aggregator("krum")
{
    public static ParameterSchema Parameters { get; } = new(
    [
        ParameterDefinition.Integer("num_malicious_clients", 0, 0, 10_000, "f: how many may lie; 2 f + 3 updates are wanted"),
        ParameterDefinition.Integer("num_clients_to_keep", 1, 1, 10_000, "how many of the best are averaged; 1 is Krum, more Multi-Krum"),
    ]);

    public override int LeastClients => Math.Max(2 * liars + 3, kept);

    protected override Aggregation Aggregate(UpdateRound round, ServerState? state)
    {
        var distances = new Distances(round.Updates, round.Dimension);
        int[] all = [.. Enumerable.Range(0, round.Count)];
        var best = all.OrderBy(client => distances.Score(client, all, round.Count - liars - 2)).Take(kept).Order().ToArray();
        var updates = Array.ConvertAll(best, client => round.Updates[client]);
        var weights = Enumerable.Repeat(1.0 / best.Length, best.Length).ToArray();
        return round.End(
            WeightedSum.Of(updates, weights, round.Dimension),
            leftOut: [.. all.Except(best).Select(client => round.Updates[client].ClientId)]);
    }
}
