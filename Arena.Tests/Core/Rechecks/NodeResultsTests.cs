using Arena.Core.Primitives;
using Arena.Core.Rechecks;

namespace Arena.Tests.Core.Rechecks;

public sealed class NodeResultsTests
{
    [Fact]
    public void One_pairing_is_Pearsons_chi_square_with_the_correction_for_a_finite_pool()
    {
        // 2x2: 30 of 40 won against 20 of 60. Pearson: 100 (30*40 - 10*20)^2 / (40*60*50*50) = 16.6667; times 99/100.
        var results = new NodeResults();
        Add(results, "a", losses: 10, draws: 0, wins: 30);
        Add(results, "b", losses: 40, draws: 0, wins: 20);
        foreach (var residual in results.Residuals().Values)
        {
            Assert.Equal(16.5, residual.ChiSquare, 9);
            Assert.Equal(1, residual.Degrees);
            Assert.Equal(4.866e-5, residual.Probability, 7);
        }
    }

    [Fact]
    public void Shift_of_a_node_is_the_one_step_estimate_and_covers_what_is_true()
    {
        // One pairing, 30 of 40 against 20 of 60: observed less expected is 30 - 40*50/100 = 10, its variance 40*60*50*50/(100^2*99).
        var worked = new NodeResults();
        Add(worked, "a", losses: 10, draws: 0, wins: 30);
        Add(worked, "b", losses: 40, draws: 0, wins: 20);
        var variance = 40.0 * 60 * 50 * 50 / (100 * 100 * 99);
        Assert.Equal(10 / variance, worked.Residuals()["a"].Seat!.Value.Shift, 12);
        Assert.Equal(1 / Math.Sqrt(variance), worked.Residuals()["a"].Seat!.Value.Error, 12);
        Assert.Null(worked.Residuals()["a"].Draws);

        var covered = 0;
        for (ulong seed = 1; seed <= 200; seed++)
        {
            var dice = new Dice(new Seed(seed));
            var results = new NodeResults();
            for (var game = 0; game < 3000; game++)
            {
                var (pairing, node) = (dice.NextBelow(6), dice.NextBelow(3));
                var score = 1 / (1 + Math.Exp(-(node == 0 ? 0.3 : 0) - (pairing - 2.5) / 3));
                var drawn = 0.8 * Math.Min(score, 1 - score);
                var roll = dice.NextDouble();
                results.Add("l", pairing, 9, $"n{node}", roll < drawn ? 1 : roll < drawn / 2 + score ? 2 : 0);
            }

            var effect = results.Residuals()["n0"].Seat!.Value;
            if (Math.Abs(effect.Shift - 0.3) < 1.96 * effect.Error) covered++;
        }

        Assert.InRange(covered, 180, 200);
    }

    [Fact]
    public void Order_of_the_results_shows_in_no_bit()
    {
        var matches = Enumerable.Range(0, 600).Select(i => (Pairing: i % 13, Node: $"n{i * 7 % 4}", Outcome: i * i % 3)).ToArray();
        var prints = new HashSet<string>();
        for (var shuffle = 0; shuffle < 10; shuffle++)
        {
            new System.Random(shuffle).Shuffle(matches);
            var results = new NodeResults();
            foreach (var (pairing, node, outcome) in matches) results.Add("l", pairing, 99, node, outcome);
            prints.Add(string.Join('\n', results.Residuals().OrderBy(r => r.Key).Select(r => $"{r.Value.ChiSquare:R} {r.Value.Seat!.Value.Shift:R} {r.Value.Draws!.Value.Shift:R}")));
        }

        Assert.Single(prints);
    }

    [Fact]
    public void Three_outcomes_have_two_degrees_of_freedom()
    {
        // 2x3 table [20 30 50; 40 30 30] of column totals 60 60 80: Pearson 2*(10^2/30 + 0 + 10^2/40) = 11.6667; times 199/200.
        var results = new NodeResults();
        Add(results, "a", 20, 30, 50);
        Add(results, "b", 40, 30, 30);
        var residual = results.Residuals()["a"];
        Assert.Equal(11.6667 * 199 / 200, residual.ChiSquare, 3);
        Assert.Equal(Math.Exp(-residual.ChiSquare / 2), residual.Probability, 12);
        Assert.Equal(2, residual.Degrees);
    }

    [Fact]
    public void Nothing_to_compare_with_is_no_suspicion()
    {
        var results = new NodeResults();
        Assert.Empty(results.Residuals());
        Add(results, "alone", 5, 5, 5);
        Assert.Equal((0.0, 1.0), (results.Residuals()["alone"].ChiSquare, results.Residuals()["alone"].Probability));
        results.Add("l", 8, 9, "b", 2);
        Assert.All(results.Residuals().Values, r => Assert.Equal(0, r.Matches));
    }

    [Fact]
    public void Pairings_that_always_go_the_same_way_and_uneven_shares_suspect_nobody()
    {
        var results = new NodeResults();
        for (var match = 0; match < 3000; match++)
            results.Add("l", match % 3, 3, match % 7 == 0 ? "few" : match % 3 == 0 ? "easy" : "hard", match % 3);
        Assert.All(results.Residuals().Values, r => Assert.False(r.IsSuspect, r.ToString()));
    }

    [Fact]
    public void Biased_node_stands_out_and_the_honest_ones_do_not_beyond_the_stated_rate()
    {
        var (looks, suspected, caught) = (0, 0, 0);
        for (ulong seed = 1; seed <= 400; seed++)
        {
            var dice = new Dice(new Seed(seed));
            var results = new NodeResults();
            for (var match = 0; match < 3000; match++)
            {
                var (pairing, node) = (dice.NextBelow(10), dice.NextBelow(4));
                var roll = dice.NextDouble();
                var (win, draw) = (0.1 + 0.06 * pairing, 0.2);
                if (node == 3 && dice.Chance(0.25)) roll = 0; // a quarter of its losses and draws become wins
                results.Add("l", pairing, 10, $"node-{node}", roll < win ? 2 : roll < win + draw ? 1 : 0);
            }

            var residuals = results.Residuals();
            if (residuals["node-3"].IsSuspect) caught++;
            suspected += residuals.Values.Count(r => r.Node != "node-3" && r.IsSuspect);
            looks += 3;
        }

        Assert.Equal(400, caught);
        // 1200 looks at 0.001: 1.2 are expected; more than 7 come once in ten thousand times.
        Assert.True(suspected <= 7, $"{suspected} of {looks} honest nodes were suspected");
    }

    [Fact]
    public void Honest_nodes_are_suspected_at_the_stated_rate()
    {
        var (looks, suspected, atFivePercent) = (0, 0, 0);
        for (ulong seed = 1; seed <= 1500; seed++)
        {
            var dice = new Dice(new Seed(seed));
            var results = new NodeResults();
            for (var match = 0; match < 600; match++)
                results.Add("l", dice.NextBelow(3), 3, $"node-{dice.NextBelow(3)}", dice.NextBelow(3));
            foreach (var residual in results.Residuals().Values)
            {
                looks++;
                if (residual.IsSuspect) suspected++;
                if (residual.Probability < 0.05) atFivePercent++;
            }
        }

        Assert.True(suspected <= 16, $"{suspected} of {looks} were suspected; 4.5 were to be expected");
        Assert.InRange(atFivePercent, 0.038 * looks, 0.062 * looks);
    }

    [Fact]
    public void Votes_of_three_convict_one_and_of_two_nobody()
    {
        byte[] truth = [1], lie = [2];
        Assert.Equal(
            [new("liar", new NodeRecord(0, 0, 1)), new("b", new NodeRecord(1, 0, 0)), new("c", new NodeRecord(1, 0, 0))],
            NodeRecord.Count([new("liar", lie), new("b", truth), new("c", truth)]));
        Assert.All(NodeRecord.Count([new("a", lie), new("b", truth)]), vote => Assert.Equal(new NodeRecord(0, 1, 0), vote.Value));
        Assert.All(NodeRecord.Count([new("a", truth), new("b", truth)]), vote => Assert.Equal(new NodeRecord(1, 0, 0), vote.Value));
        Assert.Empty(NodeRecord.Count([new("a", truth)]));
    }

    [Fact]
    public void Draw_takes_the_share_that_was_asked_for()
    {
        var taken = Enumerable.Range(0, 20_000).Count(i => RecheckDraw.Takes(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(i)), 0.02));
        Assert.InRange(taken, 320, 480);
        Assert.False(RecheckDraw.Takes(new byte[32], 0));
        Assert.True(RecheckDraw.Takes(new byte[32], 1));
    }

    private static void Add(NodeResults results, string node, int losses, int draws, int wins)
    {
        for (var i = 0; i < losses; i++) results.Add("l", 0, 1, node, 0);
        for (var i = 0; i < draws; i++) results.Add("l", 0, 1, node, 1);
        for (var i = 0; i < wins; i++) results.Add("l", 0, 1, node, 2);
    }
}
