using Arena.Core.Learning;
using Arena.Core.SelfPlay;

namespace Arena.Benchmarks.Learning;

/// <summary>
/// A game learned by some clients in this process: in every round each plays by itself from the round's weights, and what they
/// learned is averaged. One client is one that learns alone.
/// </summary>
internal sealed class FederatedLearning(SelfPlayRecipe recipe, int clients)
{
    private static readonly IAggregator _fedAvg = Create("fedavg");

    public float[] Weights { get; } = recipe.FirstWeights();

    /// <summary>Rounds behind it.</summary>
    public int Rounds { get; private set; }

    /// <summary>What each client has played.</summary>
    public int MatchesPerClient => Rounds * recipe.Matches;

    /// <summary>The mean squared error of the last round.</summary>
    public double Loss { get; private set; } = double.NaN;

    public void Learn(CancellationToken cancellationToken)
    {
        var reports = new SelfPlayReport[clients];
        Parallel.For(0, clients, new ParallelOptions { CancellationToken = cancellationToken }, client =>
            reports[client] = recipe.Train(Weights, NameOf(client), Rounds, cancellationToken));
        Loss = reports.Sum(report => report.Loss * report.Samples) / reports.Sum(report => report.Samples);
        var round = _fedAvg.Aggregate([.. reports.Select(Update)], Weights.Length);
        if (!round.IsValid) throw new InvalidOperationException(string.Join("; ", round.Faults));
        for (var i = 0; i < Weights.Length; i++) Weights[i] += round.Delta[i];
        Rounds++;
    }

    private ClientUpdate Update(SelfPlayReport report, int client) => new(
        NameOf(client), report.Samples, (int)report.Samples, report.Weights.Zip(Weights, (after, before) => after - before).ToArray());

    private static string NameOf(int client) => $"client-{client}";

    private static IAggregator Create(string name)
    {
        var type = Aggregators.Find(name)!;
        return type.Create(type.Parameters.Defaults);
    }
}
