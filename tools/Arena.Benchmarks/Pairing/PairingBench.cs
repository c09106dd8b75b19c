using System.Diagnostics;
using Arena.Cli.Systems;
using Arena.Core.Pairing.Ladder;
using Arena.Core.Pairing.Swiss;
using Arena.Core.Primitives;
using Arena.Simulation.Ladder;
using Arena.Simulation.Swiss;

namespace Arena.Benchmarks.Pairing;

/// <summary>
/// What matchmaking is worth: ladders of 200 agents of known strength, paired by information, at random and by TrueSkill's
/// match quality, the same agents and numbers of games for each. And how long a Swiss round of 1,000 players takes to pair,
/// beside the limit and beside plain greedy pairing of the same rounds. And in how many rounds of small tournaments the quick
/// pairing is not that of the search without its shortcut; <c>ARENA_SWISS_ROUNDS</c> sets how many are compared. Draws the ladders'
/// courses.
/// </summary>
internal static class PairingBench
{
    private const int Agents = 200, Encounters = 50, LadderRounds = 80, Ladders = 3;
    private const int Players = 1_000, SwissRounds = 12;
    private const double SwissLimit = 1_000; // ms
    private const int ComparedRounds = 20_000;
    private const double DrawnSpread = 200;
    private static readonly double[] _spreads = [100, DrawnSpread, 400]; // Elo: deviations of the agents' strengths

    public static Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken) =>
        Task.Run(() => Run(cancellationToken), cancellationToken);

    private static IReadOnlyList<BenchRow> Run(CancellationToken cancellationToken)
    {
        List<BenchRow> rows = [.. _spreads.SelectMany(spread => Ladder(spread, cancellationToken))];
        var (swiss, slowest, greedy) = Swiss(cancellationToken);
        return
        [
            .. rows,
            BenchRow.Of($"Swiss round of {Players:#,0}, median of {SwissRounds}", swiss, "ms", "limit", SwissLimit),
            BenchRow.Of($"Swiss round of {Players:#,0}, slowest", slowest, "ms", "limit", SwissLimit),
            BenchRow.Of($"Swiss round of {Players:#,0}, median of {SwissRounds}", swiss, "ms", "greedy pairing", greedy),
            .. Compare(cancellationToken),
        ];
    }

    private static IEnumerable<BenchRow> Compare(CancellationToken cancellationToken)
    {
        var wanted = int.TryParse(Environment.GetEnvironmentVariable("ARENA_SWISS_ROUNDS"), out var given) ? given : ComparedRounds;
        Console.Error.WriteLine($"bench pairing: {wanted:#,0} rounds of Swiss, quick against exact");
        var (rounds, different, quick, exact) = (0, 0, TimeSpan.Zero, TimeSpan.Zero);
        for (var seed = 0UL; rounds < wanted; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rounds += SwissComparison.Of(
                seed, (_, _, _) => different++, (one, other) => (quick, exact) = (quick + one, exact + other));
        }

        var mean = rounds == 0 ? 0 : quick.TotalMilliseconds / rounds;
        yield return BenchRow.Of("Swiss rounds of 4 to 40 players, quick, that differ from exact", different, "rounds", "of", rounds);
        var without = exact.TotalMilliseconds / Math.Max(1, rounds);
        yield return BenchRow.Of("Swiss round of 4 to 40 players, mean", mean, "ms", "without the shortcut", without);
    }

    private static IEnumerable<BenchRow> Ladder(double spread, CancellationToken cancellationToken)
    {
        List<Course> information = [], random = [], trueSkill = [];
        for (ulong seed = 1; seed <= Ladders; seed++)
        {
            Console.Error.WriteLine($"bench pairing: ladder {seed} of {Ladders}, spread {spread} Elo");
            cancellationToken.ThrowIfCancellationRequested();
            information.Add(LadderPairing.Information(new(Agents, seed, spread), Encounters, LadderRounds));
            cancellationToken.ThrowIfCancellationRequested();
            random.Add(LadderPairing.Random(new(Agents, seed, spread), Encounters, LadderRounds, seed));
            cancellationToken.ThrowIfCancellationRequested();
            trueSkill.Add(LadderPairing.TrueSkill(new(Agents, seed, spread), Encounters, LadderRounds, seed));
        }

        var (ours, anybody, theirs) = (Course.Mean(information), Course.Mean(random), Course.Mean(trueSkill));
        if (spread == DrawnSpread)
            Draw(ours, anybody, theirs);
        return Rows($"ladder of {Agents}, spread {spread} Elo", ours, anybody, theirs);
    }

    private static IEnumerable<BenchRow> Rows(string ladder, Course ours, Course anybody, Course theirs)
    {
        const string random = "random pairing";
        const string quality = "TrueSkill's match quality";
        var games = ours.Points[^1].Games;
        var error = $"{ladder}: error of the ratings after {games:#,0} games";
        var wait = $"{ladder}: most rounds sat out in a row";
        var bound = LadderRules.DefaultWait(Agents, Encounters) - 1;
        var (toRandom, toQuality) = (ours.GamesTo(anybody.LastError), ours.GamesTo(theirs.LastError));
        yield return BenchRow.Of(error, ours.LastError, "Elo", random, anybody.LastError);
        yield return BenchRow.Of(error, ours.LastError, "Elo", quality, theirs.LastError);
        yield return BenchRow.Of($"{ladder}: games to the error of {random}", toRandom, "games", random, games);
        yield return BenchRow.Of($"{ladder}: games to the error of {quality}", toQuality, "games", quality, games);
        yield return BenchRow.Of(wait, ours.LongestWait, "rounds", "bound", bound);
        yield return BenchRow.Of(wait, ours.LongestWait, "rounds", random, anybody.LongestWait);
    }

    private static void Draw(Course ours, Course anybody, Course theirs)
    {
        var path = Path.Combine(Checkout.Root, "artifacts", "ladder.svg");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, CourseChart.Draw(
            $"Ladder of {Agents} agents, {Encounters} games a round, mean of {Ladders}",
            [("information", ours), ("random", anybody), ("TrueSkill quality", theirs)]));
        Console.Error.WriteLine($"bench pairing: drawn in {path}");
    }

    private static (double Median, double Slowest, double Greedy) Swiss(CancellationToken cancellationToken)
    {
        Console.Error.WriteLine($"bench pairing: Swiss, {Players:#,0} players");
        var rules = new SwissRules(SwissRounds, 2, SeatsMatter: true, Seat.First);
        PlaySwiss(100, rules with { Rounds = 5 }, cancellationToken);
        var (dutch, greedy) = PlaySwiss(Players, rules, cancellationToken);
        return (Median(dutch), dutch.Max(), Median(greedy));
    }

    private static (List<double> Dutch, List<double> Greedy) PlaySwiss(int players, SwissRules rules, CancellationToken cancellationToken)
    {
        var dice = new Dice(new Seed(7));
        var games = Enumerable.Range(0, players).Select(_ => new List<SwissGame>()).ToArray();
        List<double> dutch = [], greedy = [];
        for (var round = 0; round < rules.Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            var pairings = DutchSystem.Pair(games, rules);
            dutch.Add(clock.Elapsed.TotalMilliseconds);
            clock.Restart();
            Greedy(games);
            greedy.Add(clock.Elapsed.TotalMilliseconds);
            foreach (var (first, second) in pairings.Pairs)
            {
                var edge = 1 / (1 + Math.Exp((first - second) * 4.0 / players));
                var points = dice.Chance(0.3) ? 1 : dice.Chance(edge) ? 2 : 0;
                games[first].Add(new(second, Seat.First, points));
                games[second].Add(new(first, Seat.Second, 2 - points));
            }
        }

        return (dutch, greedy);
    }

    // From the top, each with the next one that it has not met.
    private static int Greedy(IReadOnlyList<SwissGame>[] games)
    {
        int[] order = [.. Enumerable.Range(0, games.Length).OrderByDescending(p => games[p].Sum(g => g.Points))];
        var paired = new bool[games.Length];
        var pairs = 0;
        for (var i = 0; i < order.Length; i++)
        {
            for (var j = i + 1; j < order.Length && !paired[order[i]]; j++)
            {
                if (paired[order[j]] || games[order[i]].Any(g => g.Opponent == order[j]))
                    continue;
                paired[order[i]] = paired[order[j]] = true;
                pairs++;
            }
        }

        return pairs;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
