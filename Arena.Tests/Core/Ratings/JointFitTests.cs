using System.Collections.Immutable;
using Arena.Core.Primitives;
using Arena.Core.Ratings;
using Arena.Core.Ratings.Fitting;
using Arena.Core.Ratings.Results;

namespace Arena.Tests.Core.Ratings;

public sealed class JointFitTests
{
    private static readonly FitOptions _noSeat = new() { SeatAdvantage = false };

    [Fact]
    public void Three_engines_get_the_published_ratings()
    {
        var results = Games.Of(("H", "S", 18, 9, 3), ("S", "K", 18, 9, 3), ("H", "K", 24, 6, 0));
        var fit = JointFit.Of(results, new() { SeatAdvantage = false, Average = 0 });
        var at = results.Players.ToDictionary(name => name, name => fit.Rating(results.Players.IndexOf(name)));
        Assert.Equal(190.85, at["H"], 0.005);
        Assert.Equal(0, at["S"], 0.005);
        Assert.Equal(-190.85, at["K"], 0.005);
    }

    [Theory]
    [InlineData(1, 6, 200)]
    [InlineData(2, 30, 400)]
    [InlineData(3, 120, 900)]
    public void Fit_is_that_of_a_slow_and_obvious_one(ulong seed, int players, int games)
    {
        var dice = new Dice(new Seed(seed));
        var results = Games.Set(Games.Random(dice, Strengths(players, 300), games));
        var fit = JointFit.Of(results, _noSeat);
        Assert.True(fit.GradientNorm < 1e-6);
        var main = fit.Ratings().Where(r => r.Flags == RatingFlags.None).Select(r => r.Player).ToArray();
        var slow = Zermelo(results, main);
        var shift = main.Average(fit.Rating) - main.Average(i => slow[i]);
        // Players outside the bulk lean on it a little: a rating may move by what their one virtual draw weighs.
        var slack = main.Length == results.Players.Length ? 1e-3 : 25;
        Assert.All(main, i => Assert.Equal(slow[i] + shift, fit.Rating(i), slack));
    }

    [Fact]
    public void Seat_advantage_and_draws_are_found_back()
    {
        var dice = new Dice(new Seed(5));
        var strengths = Strengths(12, 150);
        var results = Games.Set(Games.Random(dice, strengths, 60_000, seat: 35));
        var fit = JointFit.Of(results);
        Assert.InRange(fit.SeatAdvantage - 35, -3 * fit.SeatAdvantageError(), 3 * fit.SeatAdvantageError());
        Assert.InRange(fit.SeatAdvantageError(), 0.5, 5);

        var davidson = JointFit.Of(results, new() { Draws = DrawModel.Davidson });
        Assert.True(davidson.GradientNorm < 1e-6);
        Assert.InRange(davidson.DrawChance!.Value, 0.2, 0.5);
    }

    [Fact]
    public void Any_order_of_games_and_merges_gives_the_same_bits()
    {
        var dice = new Dice(new Seed(11));
        var games = Games.Random(dice, Strengths(40, 250), 3_000);
        var (one, two) = (Games.Set(games.Take(1_300)), Games.Set(games.Skip(1_300)));
        games.Reverse();
        byte[][] prints = [Print(Games.Set(games)), Print(Merged(one, two)), Print(Merged(two, one))];
        Assert.Equal(prints[0], prints[1]);
        Assert.Equal(prints[0], prints[2]);
    }

    [Fact]
    public void Swapped_seats_turn_the_seat_around_and_nothing_else()
    {
        var dice = new Dice(new Seed(14));
        var games = Games.Random(dice, Strengths(15, 200), 2_000, seat: 40);
        foreach (var draws in new[] { DrawModel.HalfWin, DrawModel.Davidson })
        {
            var fit = JointFit.Of(Games.Set(games), new() { Draws = draws });
            var swapped = JointFit.Of(Games.Set(games.Select(g => (g.Second, g.First, 2 - g.Result))), new() { Draws = draws });
            Assert.Equal(fit.SeatAdvantage, -swapped.SeatAdvantage, 1e-6);
            foreach (var (one, other) in fit.Ratings().Zip(swapped.Ratings()))
            {
                Assert.Equal(one.Rating, other.Rating, 1e-6);
                Assert.Equal(one.Error!.Value, other.Error!.Value, 1e-6);
            }
        }
    }

    // The factor against Gaussian elimination, on graphs with few and with many links, in one piece and in several.
    [Theory]
    [InlineData(1, 60, 40)]
    [InlineData(2, 60, 120)]
    [InlineData(3, 40, 700)]
    [InlineData(4, 1, 0)]
    [InlineData(5, 90, 1500)]
    [InlineData(6, 33, 528)]
    public void Sparse_solutions_are_those_of_elimination(ulong seed, int nodes, int links)
    {
        var dice = new Dice(new Seed(seed));
        var edges = new HashSet<(int A, int B)>();
        while (edges.Count < links)
            if (dice.NextBelow(nodes) is var a && dice.NextBelow(nodes) is var b && a < b) edges.Add((a, b));
        (int A, int B)[] list = [.. edges];
        var (sparse, full) = (new SparseCholesky(nodes, list), new double[nodes, nodes + 1]);
        var right = new double[nodes];
        for (var i = 0; i < nodes; i++)
        {
            (right[i], full[i, i]) = (dice.NextDouble() - 0.5, 0.1);
            (full[i, nodes], _) = (right[i], 0);
            sparse.AddDiagonal(i, 0.1);
        }

        for (var e = 0; e < list.Length; e++)
        {
            var weight = dice.NextDouble();
            sparse.AddEdge(e, -weight);
            foreach (var (x, y) in new[] { list[e], (list[e].B, list[e].A) })
            {
                sparse.AddDiagonal(x, weight);
                full[x, x] += weight;
                full[x, y] -= weight;
            }
        }

        sparse.Factor();
        var lanes = new double[nodes * Lanes.Count];
        for (var i = 0; i < nodes; i++)
            for (var lane = 0; lane < Lanes.Count; lane++) lanes[i * Lanes.Count + lane] = lane * right[i];
        sparse.Solve(right);
        sparse.Solve(Lanes.Of(lanes));
        for (var i = 0; i < nodes; i++)
            for (var lane = 0; lane < Lanes.Count; lane++) Assert.Equal(lane * right[i], lanes[i * Lanes.Count + lane], 1e-9);
        for (var k = 0; k < nodes; k++)
            for (var i = k + 1; i < nodes; i++)
                for (var j = nodes; j >= k; j--) full[i, j] -= full[i, k] / full[k, k] * full[k, j];
        for (var i = nodes - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < nodes; j++) full[i, nodes] -= full[i, j] * full[j, nodes];
            full[i, nodes] /= full[i, i];
            Assert.Equal(full[i, nodes], right[i], 1e-9);
        }
    }

    [Fact]
    public void A_warm_start_ends_where_a_cold_one_does()
    {
        var dice = new Dice(new Seed(13));
        var games = Games.Random(dice, Strengths(25, 200), 2_500);
        var early = JointFit.Of(Games.Set(games.Take(1_500)));
        var (warm, cold) = (JointFit.Of(Games.Set(games), start: early), JointFit.Of(Games.Set(games)));
        for (var i = 0; i < 25; i++) Assert.Equal(cold.Rating(i), warm.Rating(i), 1e-6);
    }

    [Fact]
    public void Winners_of_everything_strangers_and_idlers_are_finite_and_flagged()
    {
        var builder = new ResultSetBuilder();
        builder.Add(Games.Of(("a", "b", 5, 5, 4), ("champion", "a", 6, 0, 0), ("b", "victim", 9, 0, 0), ("x", "y", 1, 0, 0)));
        builder.Player("idle");
        var fit = JointFit.Of(builder.Build());
        var ratings = fit.Ratings().ToDictionary(r => fit.Results.Players[r.Player]);
        Assert.All(ratings.Values, r => Assert.True(double.IsFinite(r.Rating) && (r.Error is null || double.IsFinite(r.Error.Value))));
        Assert.Equal(RatingFlags.None, ratings["a"].Flags);
        Assert.Equal(RatingFlags.OneSided, ratings["champion"].Flags);
        Assert.Equal(RatingFlags.OneSided, ratings["victim"].Flags);
        Assert.Equal(RatingFlags.NoGames, ratings["idle"].Flags);
        Assert.Null(ratings["idle"].Error);
        Assert.Equal(3, fit.Connectivity.Groups);
        Assert.True(ratings["champion"].Rating > ratings["a"].Rating + 100);
        Assert.Null(fit.Superiority(ratings["a"].Player, ratings["x"].Player));
        // They move nobody else: each of them met one opponent only.
        var without = JointFit.Of(Games.Of(("a", "b", 5, 5, 4)), _noSeat);
        var seatless = JointFit.Of(builder.Build(), _noSeat);
        Assert.True(seatless.Rating(ratings["x"].Player) > seatless.Rating(ratings["y"].Player));
        Assert.Equal(without.Rating(0) - without.Rating(1), seatless.Rating(0) - seatless.Rating(1), 1e-6);
    }

    [Fact]
    public void An_empty_set_and_one_where_the_first_seat_always_wins_are_finite()
    {
        Assert.Empty(JointFit.Of(new ResultSetBuilder().Build()).Ratings());
        foreach (var draws in new[] { DrawModel.HalfWin, DrawModel.Davidson })
        {
            var fit = JointFit.Of(Games.Of(("a", "b", 10, 0, 0), ("b", "a", 10, 0, 0)), new() { Draws = draws });
            Assert.All(fit.Ratings(), r => Assert.True(double.IsFinite(r.Rating) && double.IsFinite(r.Error!.Value)));
            Assert.InRange(fit.SeatAdvantage, 150, 400);
        }

        var certain = JointFit.Of(Games.Of(("a", "b", 2_000, 0, 0), ("b", "a", 2_000, 0, 0)));
        Assert.InRange(certain.SeatAdvantage, 700, 2_000);

        var drawn = JointFit.Of(Games.Of(("a", "b", 0, 10, 0)), new() { Draws = DrawModel.Davidson });
        Assert.All(drawn.Ratings(), r => Assert.Equal(1500, r.Rating, 1e-6));
    }

    [Fact]
    public void Anchors_hold_and_a_prior_draws_ratings_together()
    {
        var results = Games.Of(("a", "b", 10, 4, 6), ("b", "c", 12, 2, 6), ("c", "a", 5, 5, 10));
        var anchored = JointFit.Of(results, new() { Anchors = ImmutableDictionary<string, double>.Empty.Add("b", 2800) });
        var plain = JointFit.Of(results);
        Assert.Equal(2800, anchored.Rating(1));
        Assert.Equal(0, anchored.Ratings()[1].Error);
        Assert.Equal(plain.Rating(0) - plain.Rating(1), anchored.Rating(0) - 2800, 1e-6);
        var held = JointFit.Of(results, new() { PriorDraws = 5 });
        Assert.True(Math.Abs(held.Rating(0) - held.Rating(2)) < Math.Abs(plain.Rating(0) - plain.Rating(2)));
    }

    [Fact]
    public void Superiority_of_two_is_that_of_their_scores_distribution()
    {
        // 60 wins, 40 losses: the score's deviation is sqrt(.24/100), and the delta method is exact in the limit.
        var fit = JointFit.Of(Games.Of(("a", "b", 600, 0, 400)), _noSeat);
        Assert.Equal(Normal.Cumulative(Math.Log(1.5) * Math.Sqrt(1000 * 0.24)), fit.Superiority(0, 1)!.Value, 2e-3);
        Assert.Equal(1, fit.Superiority(0, 1)!.Value + fit.Superiority(1, 0)!.Value, 1e-12);
    }

    // One decisive game of ten: a draw bounds a difference only while the draw parameter is bounded.
    [Fact]
    public void Davidson_without_a_cycle_of_decisive_games_is_held_by_the_prior_and_flagged()
    {
        var fit = JointFit.Of(Games.Of(("A", "B", 1, 4, 0), ("B", "A", 0, 5, 0)), new() { Draws = DrawModel.Davidson });
        Assert.All(fit.Ratings(), rating => Assert.Equal(RatingFlags.OneSided, rating.Flags));
        Assert.InRange(fit.Rating(0), 1550, 1650);
        Assert.InRange(fit.Ratings()[0].Error!.Value, 150, 400);
        Assert.Equal(Normal.Cumulative(1), fit.Superiority(0, 1)!.Value, 0.02);
        Assert.Equal(1, fit.Superiority(0, 1)!.Value + fit.Superiority(1, 0)!.Value, 1e-9);
        var cycle = JointFit.Of(
            Games.Of(("A", "B", 1, 4, 0), ("B", "C", 1, 5, 0), ("C", "A", 1, 3, 0)), new() { Draws = DrawModel.Davidson });
        Assert.All(cycle.Ratings(), rating => Assert.Equal(RatingFlags.None, rating.Flags));
    }

    // The sign test: its deviations are the root of the number of wins; with five no claim is made beyond 95 %.
    [Theory]
    [InlineData(1, 0.841)]
    [InlineData(2, 0.921)]
    [InlineData(5, 0.95)]
    [InlineData(10, 0.9992)]
    public void Superiority_of_who_won_everything_is_that_of_the_sign_test(int wins, double expected)
    {
        foreach (var (draws, model) in new[] { (0, DrawModel.HalfWin), (0, DrawModel.Davidson), (20, DrawModel.Davidson) })
        {
            var fit = JointFit.Of(Games.Of(("a", "b", wins, draws, 0)), _noSeat with { Draws = model });
            Assert.Equal(expected, fit.Superiority(0, 1)!.Value, 1e-3);
        }
    }

    private static double[] Strengths(int players, double spread) =>
        [.. Enumerable.Range(0, players).Select(i => spread * (2.0 * i / Math.Max(1, players - 1) - 1))];

    // Zermelo's iteration (1929) on win shares, by Elo, for some players and the games among them.
    private static double[] Zermelo(ResultSet results, int[] players)
    {
        var strength = new double[results.Players.Length];
        Array.Fill(strength, 1);
        for (var sweep = 0; sweep < 200_000; sweep++)
        {
            var moved = 0.0;
            foreach (var i in players)
            {
                var (points, sum) = (0.0, 0.0);
                foreach (var j in players)
                {
                    var games = results.Between(i, j);
                    points += games.Points;
                    if (games.Games > 0) sum += games.Games / (strength[i] + strength[j]);
                }

                var next = points / sum;
                moved = Math.Max(moved, Math.Abs(Math.Log(next / strength[i])));
                strength[i] = next;
            }

            if (moved < 1e-10) break;
        }

        return [.. strength.Select(s => EloScale.PointsPerUnit * Math.Log(s))];
    }

    private static ResultSet Merged(ResultSet one, ResultSet two)
    {
        var builder = new ResultSetBuilder();
        builder.Add(one);
        builder.Add(two);
        return builder.Build();
    }

    private static byte[] Print(ResultSet results)
    {
        var fit = JointFit.Of(results);
        var hash = new CanonicalHasher();
        foreach (var rating in fit.Ratings()) hash.Add(results.Players[rating.Player]).Add(rating.Rating).Add(rating.Error ?? 0);
        return hash.Add(fit.SeatAdvantage).ToHash();
    }
}
