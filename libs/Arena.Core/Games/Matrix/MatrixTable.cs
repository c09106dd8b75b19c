using System.Collections.Immutable;
using Arena.Core.Games.Dilemma;

namespace Arena.Core.Games.Matrix;

/// <summary>Who can do what in a matrix game, and what it earns.</summary>
internal sealed class MatrixTable
{
    private readonly double[] _payoffs; // for each joint choice, the first seat's changing slowest, a payoff for each seat

    /// <param name="actions">The names of the actions of each seat.</param>
    /// <param name="payoffs">For each joint choice, the last seat's changing fastest, the payoff of each seat.</param>
    public MatrixTable(ImmutableArray<ImmutableArray<string>> actions, IReadOnlyCollection<double> payoffs)
    {
        ArgumentNullException.ThrowIfNull(payoffs);
        var wanted = actions.Aggregate(actions.Length, (product, names) => checked(product * names.Length));
        if (actions.Length < 2 || actions.Any(names => names.IsEmpty) || payoffs.Count != wanted)
            throw new ArgumentException($"found {payoffs.Count} payoffs for {actions.Length} seats; wanted {wanted}", nameof(payoffs));
        Actions = actions;
        _payoffs = [.. payoffs];
    }

    /// <summary>The names of the actions, by seat.</summary>
    public ImmutableArray<ImmutableArray<string>> Actions { get; }

    /// <summary>The least that a seat can earn in a turn.</summary>
    public double Least(int seat) => _payoffs.Where((_, i) => i % Actions.Length == seat).Min();

    /// <summary>The number of a joint choice.</summary>
    public int Joint(ReadOnlySpan<int> choices)
    {
        var joint = 0;
        for (var seat = 0; seat < choices.Length; seat++) joint = joint * Actions[seat].Length + choices[seat];
        return joint;
    }

    /// <summary>What the seat did in a joint choice.</summary>
    public int Choice(int joint, int seat)
    {
        for (var last = Actions.Length - 1; last > seat; last--) joint /= Actions[last].Length;
        return joint % Actions[seat].Length;
    }

    /// <summary>What a joint choice earns the seat.</summary>
    public double Payoff(int joint, int seat) => _payoffs[joint * Actions.Length + seat];

    /// <summary>For two seats with the same actions: the first's payoffs by its choice and the other's, then the second's.</summary>
    internal static MatrixTable Of(string[] actions, double[] first, double[] second) =>
        new([[.. actions], [.. actions]], [.. first.Zip(second).SelectMany(pair => new[] { pair.First, pair.Second })]);
}
