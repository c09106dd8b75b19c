using System.Collections.Immutable;
using System.Diagnostics;
using Arena.Cli.Systems;
using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Games.Chess;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Engines;

namespace Arena.Benchmarks.Uci;

/// <summary>
/// Plies a second of refereed games between engines that answer at once, two games at a time, beside a loop that does nothing
/// but write and read the same lines; and what it costs to start an engine for a game, beside the bare process. Both in turn,
/// medians. Then <see cref="FairnessBench"/>.
/// </summary>
internal static class UciBench
{
    private const int Rounds = 5;
    private const int Games = 60;           // in a round, half of them at a time on each of two threads
    private const int Starts = 20;
    private const double FastchessPlies = 12_700; // a second at two games at once, two processors, a random mover written in C
    private const double StartLimit = 10;   // ms beyond the engine's own

    private static string Mover => Path.Combine(Checkout.Root, "artifacts", "bin", "Arena.RandomMover", "release", "random-mover.dll");

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(int fairnessGames, CancellationToken cancellationToken)
    {
        var games = await RecordAsync(cancellationToken);
        List<double> refereed = [], bare = [], started = [], startedBare = [];
        await using var pool = new EnginePool(new EngineOptions(), TimeProvider.System);
        await PlayAsync(pool, cancellationToken);
        for (var round = 1; round <= Rounds; round++)
        {
            await Console.Error.WriteLineAsync($"bench uci: round {round} of {Rounds}");
            refereed.Add(await PlayAsync(pool, cancellationToken));
            bare.Add(await FloorAsync(games));
            started.Add(await StartAsync(cancellationToken));
            startedBare.Add(StartBare());
        }

        const string plies = "refereed plies, random movers, 2 games at once";
        var (command, _) = Quick();
        var beyond = Math.Max(0, Median(started) - Median(startedBare));
        return
        [
            BenchRow.Of(plies, Median(refereed), "plies/s", "writing and reading the same lines, no referee", Median(bare)),
            BenchRow.Of(plies, Median(refereed), "plies/s", "fastchess, 2 processors (published measurement)", FastchessPlies),
            BenchRow.Of($"start and end of {command} for one game", Median(started), "ms", "the bare process", Median(startedBare)),
            BenchRow.Of($"start and end of {command} beyond its own", beyond, "ms", "limit", StartLimit),
            await FairnessBench.RunAsync(fairnessGames, cancellationToken),
        ];
    }

    private static MatchSpec Spec(int game) => new()
    {
        Game = ChessGame.Rules.Create(ChessGame.Rules.Parameters.Defaults),
        Agents = [Engine("a", "dotnet", [Mover], game), Engine("b", "dotnet", [Mover], game)],
        Seed = new Seed(1),
        // Each game another one, without an option that would need another process.
        Opening = Opening.Random(ChessGame.Rules.Create(ChessGame.Rules.Parameters.Defaults), null, 6, new Seed((ulong)game)),
    };

    private static AgentDefinition Engine(
        string name, string command, ImmutableArray<string> arguments, int game = 0, bool restart = false)
    {
        var spec = new EngineSpec { Command = command, Arguments = arguments, Restart = restart };
        return AgentDefinition.Of($"{name}{game % 2}", new AgentProgram.Engine(spec));
    }

    private static async Task<List<IReadOnlyList<string>>> RecordAsync(CancellationToken cancellationToken)
    {
        await using var pool = new EnginePool(new EngineOptions(), TimeProvider.System);
        var games = new List<IReadOnlyList<string>>();
        for (var game = 0; game < Games; game++)
        {
            var record = await MatchRunner.PlayAsync(Spec(game), [pool], TimeProvider.System, cancellationToken);
            if (record.Forfeited)
                throw new InvalidOperationException($"game {game} was forfeited: {record.Reason}");
            games.Add([.. Transcript.Read(record.Transcript).Select(a => ChessMove.Of(a).ToString())]);
        }

        return games;
    }

    private static async Task<double> PlayAsync(EnginePool pool, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var plies = await Task.WhenAll(Enumerable.Range(0, 2).Select(thread => Task.Run(
            async () =>
            {
                var count = 0;
                for (var game = thread; game < Games; game += 2)
                {
                    var record = await MatchRunner.PlayAsync(Spec(game), [pool], TimeProvider.System, cancellationToken);
                    count += record.MoveTimes.Length;
                }

                return count;
            },
            cancellationToken)));
        return plies.Sum() / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> FloorAsync(List<IReadOnlyList<string>> games)
    {
        // Once around for the engines' own start and warming up, which the pool's have behind them.
        var first = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(thread => Task.Run(
            () => PipeFloor.Play(Mover, games.Where((_, i) => i % 2 == thread)))));
        var once = first.Elapsed;
        var clock = Stopwatch.StartNew();
        var plies = await Task.WhenAll(Enumerable.Range(0, 2).Select(thread => Task.Run(
            () => PipeFloor.Play(Mover, Enumerable.Repeat(games.Where((_, i) => i % 2 == thread), 2).SelectMany(g => g)))));
        return plies.Sum() / 2 / (clock.Elapsed - once).TotalSeconds;
    }

    private static async Task<double> StartAsync(CancellationToken cancellationToken)
    {
        var (command, arguments) = Quick();
        var spec = Spec(0) with
        {
            Agents = [Engine("a", command, arguments, restart: true), Engine("b", command, arguments, restart: true)],
        };
        var clock = Stopwatch.StartNew();
        for (var start = 0; start < Starts; start++)
        {
            await using var pool = new EnginePool(new EngineOptions(), TimeProvider.System);
            await using var seat = await pool.SeatAsync(spec, 0, cancellationToken);
        }

        return clock.Elapsed.TotalMilliseconds / Starts;
    }

    private static double StartBare()
    {
        var (command, arguments) = Quick();
        var clock = Stopwatch.StartNew();
        for (var start = 0; start < Starts; start++)
            PipeFloor.StartAndQuit(command, arguments);
        return clock.Elapsed.TotalMilliseconds / Starts;
    }

    // An engine that starts in a moment, so that what is added shows.
    private static (string Command, ImmutableArray<string> Arguments) Quick()
    {
        foreach (var folder in new[] { "/usr/games", "/usr/bin" })
            if (File.Exists($"{folder}/gnuchess"))
                return ($"{folder}/gnuchess", ["--uci"]);
        return ("dotnet", [Mover]);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
