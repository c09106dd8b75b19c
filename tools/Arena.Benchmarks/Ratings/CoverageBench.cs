using System.Globalization;
using Arena.Core.Ratings.Fitting;
using Arena.Simulation.Ratings;

namespace Arena.Benchmarks.Ratings;

/// <summary>
/// Whether errors are what they claim: made-up tournaments of players of known strength, over and over. Few games and many draws
/// first, then the usual.
/// </summary>
internal static class CoverageBench
{
    private const int Trials = 1_000, Resampled = 100, Rounds = 400;
    private const ulong Seed = 1;

    private static readonly MadeUpTournament[] _tournaments =
    [
        new(4, 2, 0.9), new(2, 4, 0.7, Spread: 100), new(2, 10, 0.95, Paired: true), new(8, 1, 0.9, Paired: true),
        new(8, 1, 0.9, Spread: 65, Paired: true, Model: DrawModel.Davidson),
        new(6, 5, 0.5, Spread: 100, Model: DrawModel.Davidson), new(6, 20, 0.33, Spread: 100, Paired: true, Model: DrawModel.Davidson),
        new(8, 1, 0, Spread: 200, Paired: true), new(16, 2, 0.4, Spread: 100), new(6, 10, 0.5), new(6, 20, 0.33, Paired: true),
    ];

    private static readonly MadeUpTournament[] _matches =
    [
        new(2, 4, 0.7, Spread: 100), new(2, 10, 0.95, Paired: true), new(2, 40, 0.7), new(2, 50, 0.6, Paired: true),
    ];

    public static IEnumerable<BenchRow> Run()
    {
        foreach (var tournament in _tournaments)
        {
            var coverage = CoverageSimulation.Run(tournament, Trials, Seed);
            yield return Covers(tournament, "ratings", coverage.Ratings);
            var resampled = CoverageSimulation.Run(tournament, Resampled, Seed, Rounds).Resampled;
            yield return Covers(tournament, "bootstrapped ratings", resampled, Resampled);
            yield return Covers(tournament, "first seat (whose prior is N(0, 100))", coverage.Seat);
            var wrong = $"pairs of which LOS over 95 % is said of the weaker (said of {Percent(coverage.Sure)} of them)";
            yield return Row(tournament, wrong, coverage.Wrong * coverage.Sure, "at most", 5);
        }

        foreach (var match in _matches)
            yield return Covers(match, "Elo of the match", MatchSimulation.Run(match, Trials, Seed));
    }

    private static BenchRow Covers(MadeUpTournament tournament, string what, double share, int trials = Trials) =>
        Row(tournament, $"intervals that hold the truth: {what}", share, "claimed", 95, trials);

    private static BenchRow Row(
        MadeUpTournament tournament, string what, double share, string baseline, double claimed, int trials = Trials) =>
        BenchRow.Of($"{tournament}, {trials:#,0} times: {what}", Math.Round(100 * share, 1), "%", baseline, claimed);

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
