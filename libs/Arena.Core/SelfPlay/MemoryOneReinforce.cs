using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Games.Dilemma;
using Arena.Core.Learning.Models;
using Arena.Core.Primitives;

namespace Arena.Core.SelfPlay;

/// <summary>
/// Learns to play the iterated prisoner's dilemma against others by REINFORCE with a baseline for each state (Williams, "Simple
/// Statistical Gradient-Following Algorithms for Connectionist Reinforcement Learning", 1992). The policy remembers one turn. Its five
/// weights are the log-odds of cooperating: at first, and after R (both cooperated), S (it alone did), T (the other alone did) and P.
/// </summary>
/// <remarks>The same arguments give the same bits, on every machine.</remarks>
public static class MemoryOneReinforce
{
    /// <summary>Weights of a policy.</summary>
    public const int Dimension = 5;

    private const float MostOdds = 6; // a choice that is never tried is never learned better
    private static readonly string[] _names = ["first", "R", "S", "T", "P"];

    /// <summary>Plays matches against the others in turn and learns from each.</summary>
    /// <param name="game">The dilemma.</param>
    /// <param name="weights">What it starts from: <see cref="Dimension"/> of them, 0 a coin's throw; not changed.</param>
    /// <param name="others">Strategies of the dilemma; at least one.</param>
    /// <param name="settings">How it learns.</param>
    /// <param name="matches">Matches to play.</param>
    /// <param name="seed">All dice: the policy's, the others', the game's.</param>
    /// <param name="cancellationToken">Ends it between two matches; what was learned is lost.</param>
    /// <exception cref="ArgumentException">Nobody to play against, or somebody who is no strategy of the dilemma.</exception>
    public static SelfPlayReport Train(
        DilemmaGame game, ReadOnlySpan<float> weights, IReadOnlyList<AgentDefinition> others, ReinforceSettings settings, int matches,
        Seed seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(game);
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, Dimension, nameof(weights));
        if (others.Count == 0) throw new ArgumentException("wanted somebody to play against", nameof(others));
        var (learned, expected, turns) = (weights.ToArray(), new double[Dimension], new List<Step>());
        var (samples, squares) = (0L, 0.0);
        for (var match = 0; match < matches; match++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Play(game, learned, others[match % others.Count], seed.Derive((ulong)match), turns);
            var goal = 0.0;
            for (var i = turns.Count - 1; i >= 0; i--)
            {
                var (state, cooperated, chance, payoff) = turns[i];
                goal = (1 - settings.Discount) * payoff + settings.Discount * goal;
                var advantage = goal - expected[state];
                var slope = (cooperated ? 1 : 0) - chance;
                learned[state] = Math.Clamp((float)(learned[state] + settings.LearningRate * advantage * slope), -MostOdds, MostOdds);
                expected[state] += settings.BaselineRate * advantage;
                squares += advantage * advantage;
                samples++;
            }
        }

        return new(learned, matches, samples, samples == 0 ? 0 : squares / samples);
    }

    /// <summary>The strategy <c>memory-one</c> with what was learned: what plays in leagues.</summary>
    public static AgentDefinition Agent(string name, ReadOnlySpan<float> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, Dimension, nameof(weights));
        var strategy = StrategyCatalog.Find(DilemmaGame.Rules, "memory-one")!;
        var chances = new List<KeyValuePair<string, double>>();
        for (var i = 0; i < Dimension; i++) chances.Add(new(_names[i], Chance(weights[i])));
        return AgentDefinition.Of(DilemmaGame.Rules, strategy.Id, strategy.Parameters.Bind(chances)) with { Name = name };
    }

    /// <summary>What was remembered, what was chosen and with what chance, and what came of it: 0, the least payoff, to 1.</summary>
    private readonly record struct Step(int State, bool Cooperated, double Chance, double Payoff);

    private static void Play(DilemmaGame game, float[] weights, AgentDefinition other, Seed seed, List<Step> turns)
    {
        var strategy = other.Program is null ? StrategyCatalog.Find(DilemmaGame.Rules, other.Strategy) : null;
        if (strategy is null) throw new ArgumentException($"'{other.Name}' is no strategy of {DilemmaGame.Rules}", nameof(other));
        var opponent = strategy.Create(new AgentSetup(game, other.Parameters, seed.Derive(1)));
        var (dice, chance, state) = (new Dice(seed.Derive(0)), new Dice(seed.Derive(2)), (DilemmaState)game.NewState());
        turns.Clear();
        while (!state.IsTerminal)
        {
            if (state.CurrentSeat == Turn.Chance)
            {
                state.Apply(state.RollChance(chance));
                continue;
            }

            var remembered = state.Moves == 0 ? 0 : 1 + 2 * (int)state.Past(0, state.Moves - 1) + (int)state.Past(1, state.Moves - 1);
            var kindness = Chance(weights[remembered]);
            var cooperates = dice.Chance(kindness);
            turns.Add(new(remembered, cooperates, kindness, Payoff: 0));
            var answer = opponent.ChooseAsync(state, 1, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            state.Apply([cooperates ? 0 : 1, answer]);
        }

        var payoffs = game.Payoffs;
        for (var i = 0; i < turns.Count; i++)
        {
            var payoff = payoffs.For(state.Past(0, i), state.Past(1, i));
            turns[i] = turns[i] with { Payoff = (payoff - payoffs.S) / (payoffs.T - payoffs.S) };
        }
    }

    // The logistic function, by a tangent that is the same on every machine.
    private static double Chance(float odds) => (1 + Lanes.Tanh(odds / 2)) / 2;
}
