using Arena.Core.Ratings.Results;

namespace Arena.Benchmarks.Ratings;

/// <summary>
/// The plain way to Bradley-Terry ratings: Zermelo's iteration of 1929, sweep after sweep over who met whom, without
/// seats, errors or care for those who won everything (one draw against an average player is added for them).
/// </summary>
internal static class PlainFit
{
    private const int MostSweeps = 20_000;

    /// <returns>The sweeps it took until no score was off by more than the tolerance.</returns>
    public static int Run(int players, List<(int White, int Black, GameResult Result)> games, double tolerance)
    {
        var met = new Dictionary<(int, int), (double Games, double Points)>();
        foreach (var (white, black, result) in games)
        {
            Count(white, black, (int)result / 2.0);
            Count(black, white, 1 - (int)result / 2.0);
        }

        var around = met
            .GroupBy(m => m.Key.Item1)
            .ToDictionary(g => g.Key, g => g.Select(m => (Other: m.Key.Item2, m.Value.Games)).ToArray());
        var points = met.GroupBy(m => m.Key.Item1).ToDictionary(g => g.Key, g => g.Sum(m => m.Value.Points));
        var strength = Enumerable.Repeat(1.0, players).ToArray();
        for (var sweep = 1; sweep <= MostSweeps; sweep++)
        {
            var worst = 0.0;
            foreach (var (player, others) in around)
            {
                var sum = 1 / (strength[player] + 1);
                foreach (var (other, count) in others) sum += count / (strength[player] + strength[other]);
                worst = Math.Max(worst, Math.Abs(points[player] + 0.5 - strength[player] * sum));
                strength[player] = (points[player] + 0.5) / sum;
            }

            if (worst < tolerance)
                return sweep;
        }

        return MostSweeps;

        void Count(int a, int b, double score)
        {
            var (count, sum) = met.GetValueOrDefault((a, b));
            met[(a, b)] = (count + 1, sum + score);
        }
    }
}
