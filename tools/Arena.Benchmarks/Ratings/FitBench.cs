using Arena.Core.Primitives;
using Arena.Core.Ratings.Fitting;
using Arena.Core.Ratings.Reading;
using Arena.Core.Ratings.Results;

namespace Arena.Benchmarks.Ratings;

/// <summary>Joint fits: dense, sparse, resampled.</summary>
internal static class FitBench
{
    private const double Tolerance = 1e-6;
    private const int Rounds = 1_000;
    private const int PlainRounds = 10;

    public static IEnumerable<BenchRow> Run()
    {
        var dense = MadeUpGames.Dense(500, 1_000_000, new Seed(1));
        var denseSet = MadeUpGames.Set(dense);
        var plain = RatingsBench.Seconds(1, () => PlainFit.Run(500, dense, Tolerance));
        yield return BenchRow.Of(
            "joint fit with intervals, 1 M games, 500 players (Ordo -W -D: 3.2)",
            RatingsBench.Seconds(5, () => JointFit.Of(denseSet).Ratings()), "s", "Zermelo's iteration, no intervals", plain);
        var csv = MadeUpGames.Csv(dense);
        yield return BenchRow.Of(
            "the same from a CSV file in memory (limit 1)", RatingsBench.Seconds(5, () =>
            {
                var collector = new ResultCollector();
                collector.ReadCsv(new MemoryStream(csv));
                return JointFit.Of(collector.Build()).Ratings();
            }), "s", "lines split, then Zermelo's iteration", RatingsBench.Seconds(1, () => PlainFit.Run(500, PlainCsv(csv), Tolerance)));

        var archive = MadeUpGames.Archive(2_000, 27_000, new Seed(2));
        var set = MadeUpGames.Set(archive);
        plain = RatingsBench.Seconds(1, () => PlainFit.Run(2_000, archive, Tolerance));
        yield return BenchRow.Of(
            "joint fit, 27,000 games of 2,000 names (Ordo -W -D: 292; L-BFGS: 0.33)",
            RatingsBench.Seconds(5, () => JointFit.Of(set).GradientNorm), "s", "Zermelo's iteration", plain);
        yield return BenchRow.Of(
            "the same with all intervals", RatingsBench.Seconds(5, () => JointFit.Of(set).Ratings()), "s", "limit", 0.1);
        var fit = JointFit.Of(set);
        yield return new("its gradient, largest element", fit.GradientNorm, "", "limit", Tolerance, fit.GradientNorm / Tolerance);
        yield return BenchRow.Of(
            "bootstrap of 1,000 rounds on it (FastChat, 100 rounds of more games: 10)",
            RatingsBench.Seconds(3, () => fit.Bootstrap(Rounds, new Seed(3))), "s", "a whole fit of each resample, 10 rounds times 100",
            Rounds / PlainRounds * RatingsBench.Seconds(1, () => PlainBootstrap(archive)));
    }

    private static double PlainBootstrap(List<(int White, int Black, GameResult Result)> games)
    {
        var dice = new Dice(new Seed(4));
        var sum = 0.0;
        for (var round = 0; round < PlainRounds; round++)
        {
            var sample = Enumerable.Range(0, games.Count).Select(_ => games[dice.NextBelow(games.Count)]).ToList();
            sum += JointFit.Of(MadeUpGames.Set(sample)).Rating(0);
        }

        return sum;
    }

    private static List<(int White, int Black, GameResult Result)> PlainCsv(byte[] csv)
    {
        var numbers = new Dictionary<string, int>();
        var games = new List<(int, int, GameResult)>();
        var reader = new StreamReader(new MemoryStream(csv));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            var result = fields[2] switch
            {
                "1-0" => GameResult.Win,
                "0-1" => GameResult.Loss,
                _ => GameResult.Draw,
            };
            games.Add((Number(fields[0]), Number(fields[1]), result));
        }

        return games;

        int Number(string name) => numbers.TryGetValue(name, out var number) ? number : numbers[name] = numbers.Count;
    }
}
