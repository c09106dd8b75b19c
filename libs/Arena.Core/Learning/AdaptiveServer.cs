using Arena.Core.Primitives;

namespace Arena.Core.Learning;

/// <summary>
/// Adaptive optimisers at the server (Reddi et al., "Adaptive Federated Optimization", ICLR 2021): the updates' mean is the gradient of
/// FedAdagrad, FedAdam or FedYogi. They differ in how the mean square v goes on; the model moves by eta m / (sqrt(v) + tau). FedAdam and
/// FedYogi correct the bias of their first rounds, as Adam does (Kingma and Ba, 2015).
/// </summary>
internal sealed class AdaptiveServer(string name, ParameterSet parameters, AdaptiveServer.Square square) : Aggregator(name)
{
    private readonly double _eta = parameters.Number("eta");
    private readonly double _tau = parameters.Number("tau");
    private readonly double _beta1 = BetaOf(parameters, "beta_1");
    private readonly double _beta2 = BetaOf(parameters, "beta_2");

    /// <summary>The mean square after a round.</summary>
    /// <param name="before">That before it.</param>
    /// <param name="squared">The square of the round's mean.</param>
    /// <param name="beta2">How much of the one before stays.</param>
    public delegate double Square(double before, double squared, double beta2);

    /// <summary>FedAdagrad's.</summary>
    public static ParameterSchema Plain { get; } = new([Eta(0.1), Tau(1e-9)]);

    /// <summary>FedAdam's.</summary>
    public static ParameterSchema Adam { get; } = new([Eta(0.1), Beta("beta_1", 0.9), Beta("beta_2", 0.99), Tau(1e-9)]);

    /// <summary>FedYogi's.</summary>
    public static ParameterSchema Yogi { get; } = new([Eta(0.01), Beta("beta_1", 0.9), Beta("beta_2", 0.99), Tau(1e-3)]);

    /// <summary>A sum.</summary>
    public static double Sum(double before, double squared, double beta2) => before + squared;

    /// <summary>A running mean.</summary>
    public static double Mean(double before, double squared, double beta2) => beta2 * before + (1 - beta2) * squared;

    /// <summary>Goes towards the square by a part of the square, whichever side it is on.</summary>
    public static double Towards(double before, double squared, double beta2) =>
        before - (1 - beta2) * squared * Math.Sign(before - squared);

    protected override Aggregation Aggregate(UpdateRound round, ServerState? state)
    {
        var mean = FedAvg.MeanOf(round);
        var m = state is null ? default : state.Momentum.Span;
        var v = state is null ? default : state.Variance.Span;
        var rounds = (state?.Rounds ?? 0) + 1;
        var rate = _beta1 == 0 ? _eta : _eta * Math.Sqrt(1 - Math.Pow(_beta2, rounds)) / (1 - Math.Pow(_beta1, rounds));
        var (delta, momentum, variance) = (new float[mean.Length], new float[mean.Length], new float[mean.Length]);
        for (var i = 0; i < mean.Length; i++)
        {
            var first = _beta1 * (m.IsEmpty ? 0 : m[i]) + (1 - _beta1) * mean[i];
            var second = square(v.IsEmpty ? 0 : v[i], (double)mean[i] * mean[i], _beta2);
            (momentum[i], variance[i]) = ((float)first, (float)second);
            delta[i] = (float)(rate * first / (Math.Sqrt(second) + _tau));
        }

        return round.End(delta, new ServerState(rounds, momentum, variance));
    }

    private static double BetaOf(ParameterSet parameters, string name) =>
        parameters.Values.FirstOrDefault(parameter => parameter.Key == name).Value;

    private static ParameterDefinition Eta(double value) =>
        ParameterDefinition.Number("eta", value, 1e-6, 1_000, "the server's learning rate");

    private static ParameterDefinition Tau(double value) =>
        ParameterDefinition.Number("tau", value, 1e-12, 1, "keeps the rate finite where nothing was seen; larger adapts less");

    private static ParameterDefinition Beta(string name, double value) =>
        ParameterDefinition.Number(name, value, 0, 0.99999, "how much of the running mean before stays");
}
