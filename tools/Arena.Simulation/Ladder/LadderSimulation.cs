using Arena.Core.Pairing.Ladder;
using Arena.Core.Primitives;

namespace Arena.Simulation.Ladder;

/// <summary>
/// A ladder of agents whose strengths are known: normal, with a standard deviation of so many Elo. Results follow the logistic
/// curve. However the rounds are paired, the ratings are the same posterior of the same results, so that errors differ by
/// the pairing alone.
/// </summary>
public sealed class LadderSimulation
{
    private readonly Dice _dice;
    private readonly double[] _strengths;
    private readonly PairCounts _counts;
    private readonly int[] _waits;

    public LadderSimulation(int agents, ulong seed, double spread = 200)
    {
        _dice = new Dice(new Seed(seed).Derive("ladder"));
        _strengths = [.. Enumerable.Range(0, agents).Select(_ => spread / LadderPosterior.EloPerUnit * _dice.NextNormal())];
        (_counts, _waits) = (new PairCounts(agents), new int[agents]);
    }

    public int Agents => _strengths.Length;

    public int Games { get; private set; }

    /// <summary>The most rounds that anybody has sat out in a row.</summary>
    public int LongestWait { get; private set; }

    public IReadOnlyList<int> Waits => _waits;

    public LadderPosterior Posterior() => LadderPosterior.Of(_counts);

    /// <summary>Plays a round of one game each; tells who won.</summary>
    public void Play(IEnumerable<(int First, int Second)> pairs, Action<int, int>? won = null)
    {
        for (var agent = 0; agent < _waits.Length; agent++) _waits[agent]++;
        foreach (var (first, second) in pairs)
        {
            var firstWins = _dice.Chance(1 / (1 + Math.Exp(_strengths[second] - _strengths[first])));
            _counts.Add(first, second, 1, firstWins ? 1 : 0);
            (_waits[first], _waits[second]) = (0, 0);
            Games++;
            won?.Invoke(firstWins ? first : second, firstWins ? second : first);
        }

        LongestWait = Math.Max(LongestWait, _waits.Max());
    }

    /// <summary>Root mean square error of the ratings, in Elo, both sides centred: only differences mean anything.</summary>
    public double Error(LadderPosterior posterior)
    {
        var (mean, known) = (posterior.Strengths.Average(), _strengths.Average());
        return LadderPosterior.EloPerUnit
            * Math.Sqrt(_strengths.Select((s, i) => Math.Pow(posterior.Strengths[i] - mean - (s - known), 2)).Average());
    }
}
