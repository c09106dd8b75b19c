using Arena.Cli.Matches;
using Arena.Cli.Matches.Engines;
using Arena.Cli.Systems;
using Arena.Core.Matches;
using Arena.Engines;

namespace Arena.Benchmarks.Uci;

/// <summary>
/// Games that engines lose on time though they answer at once, many more at a time than there are processors, with a second for the
/// game: what is lost is the runner's fault, or the machine's.
/// </summary>
internal static class FairnessBench
{
    /// <summary>About a minute or two on two processors.</summary>
    public const int UsualGames = 1_000;

    private const int Concurrency = 64;
    private const int Published = 20_000;
    private const double FastchessLosses = 10; // of so many games

    private static string Mover => Path.Combine(Checkout.Root, "artifacts", "bin", "Arena.RandomMover", "release", "random-mover.dll");

    public static async Task<BenchRow> RunAsync(int games, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync(
            $"bench uci: {games:N0} games, {Concurrency} at a time, at 1+0.01, about {Math.Max(1, games / 600)} minutes; "
            + $"--games {Published} is the size of the published measurement");
        var match = EngineMatch.Read(EngineMatch.Flags(
        [
            "-engine", "cmd=dotnet", $"args=\"{Mover}\"", "name=a", "option.Seed=1",
            "-engine", "cmd=dotnet", $"args=\"{Mover}\"", "name=b", "option.Seed=2",
            "-each", "tc=1+0.01", "-rounds", $"{(games + 1) / 2}", "-games", "2", "-repeat", "-concurrency", $"{Concurrency}", "-recover",
        ]));
        await using var engines = new EnginePool(match.Engines, TimeProvider.System);
        var lost = 0;
        await new LocalMatches(match.Plan, [engines], match.Concurrency).PlayAsync(
            known: new Dictionary<int, int>(),
            end: (_, record) => record.Verdicts.Count(verdict => verdict == Verdict.Timeout),
            see: (_, late) => lost += late,
            cancellationToken);
        return BenchRow.Of(
            $"lost on time, of {match.Plan.Count:N0} games, {Concurrency} at once, 1+0.01, by who answers at once", lost, "games",
            $"fastchess (published: {FastchessLosses} of {Published:N0})", FastchessLosses * match.Plan.Count / Published);
    }
}
