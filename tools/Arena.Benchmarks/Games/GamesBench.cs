using System.Diagnostics;
using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Games.Dilemma;
using Arena.Core.Matches;
using Arena.Core.Primitives;

namespace Arena.Benchmarks.Games;

/// <summary>
/// Random playouts of each game on one core, without an allocation: moves a second beside the figure wanted, and beside the
/// same playouts in the plain way, with a copy of the state and a list of the moves for every move. The two take turns; the
/// figures are medians, and a second is one of processor time, so that others on the machine do not count. The dilemma's turns
/// are refereed ones, by two strategies that look back.
/// </summary>
internal static class GamesBench
{
    private const int Rounds = 5;
    private const string PlainWay = "a copy and a list for each move";
    private static readonly TimeSpan _slice = TimeSpan.FromMilliseconds(400);

    // Moves a second that the project wants at least.
    private static readonly (string Game, double Wanted)[] _bars =
    [
        ("tic_tac_toe", 9e6),
        ("connect_four", 8e6),
        ("othello", 1.7e6),
        ("breakthrough", 1.6e6),
        ("chess", 7.5e6),
        ("kuhn_poker", 8.8e6),
        ("leduc_poker", 1e6),
    ];

    public static Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken) =>
        Task.Run(() => Run(cancellationToken), cancellationToken);

    private static IReadOnlyList<BenchRow> Run(CancellationToken cancellationToken)
    {
        var rows = new List<BenchRow>();
        foreach (var (name, wanted) in _bars)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Console.Error.WriteLine($"bench games: {name}");
            var game = GameCatalog.Find(name)!.Create(GameCatalog.Find(name)!.Parameters.Defaults);
            var playouts = new Playouts(game);
            var (fast, plain) = Measure(playouts.Fast, playouts.Plain);
            rows.Add(BenchRow.Of($"{name}: random playouts", fast / 1e6, "M moves/s", "wanted", wanted / 1e6));
            rows.Add(BenchRow.Of($"{name}: random playouts", fast / 1e6, "M moves/s", PlainWay, plain / 1e6));
            rows.Add(BenchRow.Of(
                $"{name}: allocated", Allocated(playouts.Fast), "bytes/move", PlainWay, Allocated(playouts.Plain)));
        }

        Console.Error.WriteLine("bench games: ipd");
        var dilemma = new DilemmaTurns();
        var (refereed, loop) = Measure(dilemma.Refereed, dilemma.Loop);
        const string turns = "ipd: refereed turns, tit-for-tat and win-stay-lose-shift";
        rows.Add(BenchRow.Of(turns, refereed / 1e6, "M turns/s", "wanted", 50));
        rows.Add(BenchRow.Of(turns, refereed / 1e6, "M turns/s", "the two rules in a bare loop", loop / 1e6));
        var (stretched, timed) = Measure(dilemma.Refereed, dilemma.Timed);
        rows.Add(BenchRow.Of(turns, stretched / 1e6, "M turns/s", "a look at the clock for each choice", timed / 1e6));
        return rows;
    }

    // Moves a second of the two, each the median of slices that alternate.
    private static (double First, double Second) Measure(Func<long> first, Func<long> second)
    {
        Slice(first);
        Slice(second);
        List<double> a = [], b = [];
        for (var round = 0; round < Rounds; round++)
        {
            a.Add(Slice(first));
            b.Add(Slice(second));
        }

        return (Median(a), Median(b));
    }

    private static double Slice(Func<long> play)
    {
        var (clock, moves, before) = (Stopwatch.StartNew(), 0L, Environment.CpuUsage.TotalTime);
        while (clock.Elapsed < _slice) moves += play();
        return moves / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static double Allocated(Func<long> play)
    {
        var (moves, before) = (0L, GC.GetAllocatedBytesForCurrentThread());
        for (var i = 0; i < 100; i++) moves += play();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)moves;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed class Playouts(IGame game)
    {
        private readonly Dice _dice = new(new Seed(1));
        private readonly GameState _start = game.NewState();
        private readonly GameState _state = game.NewState();

        public long Fast()
        {
            var moves = 0L;
            while (moves < 1_000)
            {
                _state.CopyFrom(_start);
                for (int seat; (seat = _state.CurrentSeat) != Turn.Terminal; moves++)
                    _state.Apply(_state.RandomAction(seat, _dice));
            }

            return moves;
        }

        public long Plain()
        {
            var moves = 0L;
            while (moves < 1_000)
            {
                var state = game.NewState();
                for (int seat; (seat = state.CurrentSeat) != Turn.Terminal; moves++)
                {
                    var room = new int[game.MaxLegalActions];
                    var legal = room.Take(state.LegalActions(seat, room)).ToList();
                    state = state.Clone();
                    state.Apply(legal[_dice.NextBelow(legal.Count)]);
                }
            }

            return moves;
        }
    }

    private sealed class DilemmaTurns
    {
        private readonly MatchSpec _spec = new()
        {
            Game = DilemmaGame.Rules.Create(DilemmaGame.Rules.Parameters.Defaults),
            Agents = [AgentDefinition.Of(DilemmaGame.Rules, "tit-for-tat"), AgentDefinition.Of(DilemmaGame.Rules, "win-stay-lose-shift")],
            Seed = new Seed(1),
        };

        public long Refereed() => MatchRunner.PlayAsync(_spec, TimeProvider.System, CancellationToken.None).AsTask().Result.Moves;

        /// <summary>The same match by agents of whom the referee does not know that they are quick.</summary>
        public long Timed() => MatchRunner.PlayAsync(
            _spec, [.. _spec.Agents.Select(agent => new Behind(NewAgent(agent)))], TimeProvider.System, CancellationToken.None)
            .AsTask().Result.Moves;

        private IAgent NewAgent(AgentDefinition agent) => StrategyCatalog.Find(DilemmaGame.Rules, agent.Strategy)!
            .Create(new AgentSetup(_spec.Game, agent.Parameters, _spec.Seed));

        public long Loop()
        {
            const int turns = 200;
            Span<double> payoffs = [3, 0, 5, 1];
            var (mine, theirs, scores) = (new int[turns], new int[turns], 0.0);
            for (var turn = 0; turn < turns; turn++)
            {
                mine[turn] = turn == 0 ? 0 : theirs[turn - 1];
                theirs[turn] = turn == 0 || mine[turn - 1] == theirs[turn - 1] ? 0 : 1;
                scores += payoffs[2 * mine[turn] + theirs[turn]] + payoffs[2 * theirs[turn] + mine[turn]];
            }

            return scores > 0 ? turns : 0;
        }
    }

    private sealed class Behind(IAgent agent) : IAgent
    {
        public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken) =>
            agent.ChooseAsync(state, seat, cancellationToken);
    }
}
