using System.Globalization;
using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Core.Ratings.Sequential;

namespace Arena.Benchmarks.Learning;

/// <summary>Games of two agents in pairs: the same opening of random moves, seats swapped.</summary>
internal static class PairedGames
{
    private const int OpeningPlies = 4;

    /// <summary>The first agent's score in that many pairs.</summary>
    public static Score Play(
        IGame game, AgentDefinition first, AgentDefinition second, int pairs, Seed seed, CancellationToken cancellationToken)
    {
        var counts = new long[5];
        Parallel.For(0, pairs, new ParallelOptions { CancellationToken = cancellationToken }, pair =>
        {
            var own = seed.Derive((ulong)pair);
            var spec = new MatchSpec
            {
                Game = game, Agents = [first, second], Seed = own, MoveTimeLimit = TimeSpan.FromMinutes(1),
                Opening = Opening.Random(game, state: null, OpeningPlies, own.Derive("opening")),
            };
            var points = ScoreOf(spec, 0) + ScoreOf(spec with { Agents = [second, first] }, 1);
            Interlocked.Increment(ref counts[(int)(2 * points)]);
        });
        return Score.Of(ScoreCounts.Of(counts));

        double ScoreOf(MatchSpec spec, int seat) =>
            MatchRunner.PlayAsync(spec, TimeProvider.System, cancellationToken).AsTask().GetAwaiter().GetResult().Scores[seat];
    }
}

/// <summary>A mean score in percent, and half the width of its 95 % interval, by the spread of the pairs.</summary>
internal readonly record struct Score(double Percent, double Error)
{
    public static Score Of(ScoreCounts counts) =>
        new(100 * counts.Mean, 100 * counts.MeanError);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Percent:0.0} ± {Error:0.0} %");
}
