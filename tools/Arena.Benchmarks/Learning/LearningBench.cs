using System.Diagnostics;
using System.Globalization;
using Arena.Core.Agents;
using Arena.Core.Agents.Learned;
using Arena.Core.Agents.Programs;
using Arena.Core.Games;
using Arena.Core.Primitives;
using Arena.Core.SelfPlay;

namespace Arena.Benchmarks.Learning;

/// <summary>
/// Whether agents learn: Connect Four from random weights, by three clients whose updates are averaged after every round, and by one
/// alone, with the recipe's defaults. How both play against random and greedy, from the weights that they began with on; and how many
/// matches each client had played when greedy was beaten by the wanted score. Looking one move ahead shows what the network has
/// learned; the recipe's depth is how it plays. <c>ARENA_LEARNING_SEED</c> sets another seed than 1.
/// </summary>
internal static class LearningBench
{
    private const int Clients = 3, MostRounds = 32, MostRoundsAlone = 96, Step = 4;
    private const int GreedyPairs = 500, RandomPairs = 150;
    private const double Level = 75;

    public static Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken) =>
        Task.Run(() => Run(cancellationToken), cancellationToken);

    private static IReadOnlyList<BenchRow> Run(CancellationToken cancellationToken)
    {
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable("ARENA_LEARNING_SEED"), out var given) ? given : 1;
        var game = GameCatalog.Find("connect_four")!;
        var recipe = SelfPlayRecipe.Of(game.Create(game.Parameters.Defaults), new Seed(seed));
        var together = new Course(recipe, Clients);
        var seconds = together.Run(MostRounds, untilLevel: false, cancellationToken);
        var alone = new Course(recipe, 1);
        var secondsAlone = alone.Run(MostRoundsAlone, untilLevel: true, cancellationToken);
        var matches = string.Create(CultureInfo.InvariantCulture, $"{together.Matches:#,0} matches of each of {Clients} clients");
        var (start, end) = (together.Start, together.End);
        return
        [
            Row($"depth {LearnDocument.DefaultDepth} against greedy after {matches}", end.Greedy, start.Greedy),
            Row($"depth {LearnDocument.DefaultDepth} against random", end.Random, start.Random),
            Row("depth 1 against greedy", end.GreedyAtOnce, start.GreedyAtOnce),
            Row("depth 1 against random", end.RandomAtOnce, start.RandomAtOnce),
            BenchRow.Of(
                $"matches of each of {Clients} clients until {Level} % against greedy", together.LevelAt ?? double.NaN, "matches",
                $"one alone{(alone.LevelAt is null ? ", which did not get there" : "")}", alone.LevelAt ?? alone.Matches),
            BenchRow.Of($"all of it, {Clients} clients", seconds, "s", "one alone until it got there", secondsAlone),
        ];
    }

    private static BenchRow Row(string what, Score score, Score start) =>
        BenchRow.Of($"connect_four learned, {what} (± {Number(score.Error)})", score.Percent, "%", "before it learned", start.Percent);

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Scores at the recipe's depth, and at depth 1.</summary>
    private readonly record struct Reading(Score Greedy, Score Random, Score GreedyAtOnce, Score RandomAtOnce);

    /// <summary>One learning from its start on, looked at every few rounds.</summary>
    private sealed class Course(SelfPlayRecipe recipe, int clients)
    {
        private readonly FederatedLearning _learning = new(recipe, clients);

        public Reading Start { get; private set; }

        public Reading End { get; private set; }

        public int Matches => _learning.MatchesPerClient;

        /// <summary>Matches of each client when the level was first seen; null when it never was.</summary>
        public int? LevelAt { get; private set; }

        /// <summary>Seconds that it took, games against others included.</summary>
        public double Run(int mostRounds, bool untilLevel, CancellationToken cancellationToken)
        {
            var clock = Stopwatch.StartNew();
            Start = End = Look(clock, cancellationToken);
            while (_learning.Rounds < mostRounds && !(untilLevel && LevelAt is not null))
            {
                for (var i = 0; i < Step; i++) _learning.Learn(cancellationToken);
                End = Look(clock, cancellationToken);
                if (LevelAt is null && End.Greedy.Percent >= Level) LevelAt = Matches;
            }

            return clock.Elapsed.TotalSeconds;
        }

        private Reading Look(Stopwatch clock, CancellationToken cancellationToken)
        {
            var reading = new Reading(
                Against("greedy", LearnDocument.DefaultDepth, GreedyPairs, cancellationToken),
                Against("random", LearnDocument.DefaultDepth, RandomPairs, cancellationToken),
                Against("greedy", 1, GreedyPairs, cancellationToken),
                Against("random", 1, RandomPairs, cancellationToken));
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"bench learning: {clients} client{(clients == 1 ? "" : "s")}, round {_learning.Rounds}, {Matches:#,0} matches each, "
                + $"loss {_learning.Loss:0.000}: depth {LearnDocument.DefaultDepth}: greedy {reading.Greedy}, random {reading.Random}; "
                + $"depth 1: greedy {reading.GreedyAtOnce}, random {reading.RandomAtOnce}; {clock.Elapsed.TotalSeconds:0} s"));
            return reading;
        }

        // The same openings and dice every time: what differs is what was learned.
        private Score Against(string strategy, int depth, int pairs, CancellationToken cancellationToken)
        {
            var model = new LearnedModel(recipe.Game, recipe.Shape, _learning.Weights);
            var learned = AgentDefinition.Of("learned", new AgentProgram.Model(model, depth));
            return PairedGames.Play(
                recipe.Game, learned, AgentDefinition.Of(recipe.Game.Type, strategy), pairs, recipe.Seed.Derive("games"),
                cancellationToken);
        }
    }
}
