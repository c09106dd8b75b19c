using Arena.Contracts.V1;
using Arena.Core.Matches;
using Grpc.Core;
using Grpc.Net.Client;
using FlagRules = Arena.ServiceDefaults.Flags.FlagRules;
using FlagState = Arena.ServiceDefaults.Flags.FlagState;
using FlagVersion = Arena.ServiceDefaults.Flags.FlagVersion;
using Verdict = Arena.Core.Matches.Verdict;

namespace Arena.Tests.EndToEnd.Node.Agents.Bots;

/// <summary>Matches with bots over real streams, at the node where they are and at another.</summary>
public sealed class BotMatchTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan _plenty = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];
    private BotNode _node = null!;
    private BotNode _other = null!;

    public async ValueTask InitializeAsync() => (_node, _other) = (await BotNode.StartAsync(), await BotNode.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _node.DisposeAsync();
        await _other.DisposeAsync();
    }

    public void Dispose() => _stop.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bot_plays_the_same_match_at_its_node_and_at_another(bool elsewhere)
    {
        var bot = new TestBot();
        await ConnectAsync(bot, "ann");
        var rules = new FlagRules(FlagState.On, Variants: [new("calm", 100), new("bold", 0)]);
        foreach (var node in new[] { _node, _other })
            node.Flags.Take([new FlagVersion("default", "f", 1, rules, DateTimeOffset.UnixEpoch, "local", Why: null)]);
        var record = await PlayAsync(BotNode.Spec("tic_tac_toe", _plenty, "ann", "random"), elsewhere);

        var first = await MatchRunner.PlayAsync(BotNode.Spec("tic_tac_toe", _plenty, "first-legal-stand-in", "random"),
            [new FirstLegal(), Built(1)], TimeProvider.System, _stop.Token);
        Assert.Equal(first.Transcript, record.Transcript);
        Assert.Equal((Verdict.Ok, Verdict.Ok), (record.Verdicts[0], record.Verdicts[1]));
        Assert.Equal(("tic_tac_toe", 0), (bot.Game!.Game, bot.Game.Seat));
        Assert.Equal(["ann", "random"], bot.Game.Players);
        Assert.Equal([("f", "calm")], bot.Game.Variants.Select(variant => (variant.Key, variant.Value)));
        Assert.Equal(9, (await bot.Asked).Legal.Count);
        Assert.Equal(record.Scores[0], (await bot.Over)!.Score);

        static Arena.Core.Agents.IAgent Built(int seat) =>
            MatchRunner.CreateAgent(BotNode.Spec("tic_tac_toe", _plenty, "ann", "random"), seat);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bot_that_does_not_answer_forfeits_on_time_and_is_told(bool elsewhere)
    {
        var bot = TestBot.Silent();
        await ConnectAsync(bot, "ann");
        var record = await PlayAsync(BotNode.Spec("tic_tac_toe", TimeSpan.FromMilliseconds(50), "ann", "random"), elsewhere);
        Assert.Equal((Verdict.Timeout, Verdict.Ok), (record.Verdicts[0], record.Verdicts[1]));
        Assert.Equal(Contracts.V1.Verdict.Timeout, (await bot.Over)!.Verdict);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bot_that_leaves_in_the_middle_forfeits(bool elsewhere)
    {
        var bot = TestBot.Silent();
        using var leave = new CancellationTokenSource();
        var running = await _node.ConnectAsync(bot, "ann", leave.Token);
        var playing = PlayAsync(BotNode.Spec("tic_tac_toe", _plenty, "ann", "random"), elsewhere);
        await bot.Asked.WaitAsync(BotNode.Limit());
        await leave.CancelAsync();
        var record = await playing;
        Assert.Equal((Verdict.Disconnect, Verdict.Ok), (record.Verdicts[0], record.Verdicts[1]));
        Assert.Equal((0, 1), (record.Scores[0], record.Scores[1]));
        Assert.Contains("'ann' left", record.Reason, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(9)]
    [InlineData(int.MaxValue)]
    public async Task Move_that_is_none_is_illegal(int action)
    {
        await ConnectAsync(new TestBot((_, _) => ValueTask.FromResult(action)), "ann");
        var record = await PlayAsync(BotNode.Spec("tic_tac_toe", _plenty, "ann", "random"), elsewhere: false);
        Assert.Equal((Verdict.Illegal, Verdict.Ok), (record.Verdicts[0], record.Verdicts[1]));
    }

    [Fact]
    public async Task Two_bots_with_room_for_one_game_finish_many_from_both_seats_at_once()
    {
        await ConnectAsync(new TestBot(), "ann");
        await ConnectAsync(new TestBot(), "bob");
        var matches = Enumerable.Range(0, 20)
            .Select(i =>
                i % 2 == 0 ? BotNode.Spec("tic_tac_toe", _plenty, "ann", "bob") : BotNode.Spec("tic_tac_toe", _plenty, "bob", "ann"));
        var records = await Task.WhenAll(matches.Select((spec, i) => PlayAsync(spec, elsewhere: i % 3 == 0)));
        Assert.All(records, record => Assert.False(record.Forfeited));
    }

    [Fact]
    public async Task Bot_that_throws_ends_with_its_exception_and_forfeits()
    {
        var running = await _node.ConnectAsync(new TestBot((_, _) => throw new InvalidOperationException("a bug")), "ann", _stop.Token);
        var record = await PlayAsync(BotNode.Spec("tic_tac_toe", _plenty, "ann", "random"), elsewhere: false);
        Assert.Equal(Verdict.Disconnect, record.Verdicts[0]);
        Assert.Equal("a bug", (await Assert.ThrowsAsync<InvalidOperationException>(() => running)).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Match_of_a_bot_that_is_not_there_is_not_played(bool elsewhere) =>
        await Assert.ThrowsAsync<Arena.Core.Agents.AgentUnavailableException>(() =>
            PlayAsync(BotNode.Spec("tic_tac_toe", _plenty, "ann", "random"), elsewhere));

    [Fact]
    public async Task Second_process_under_a_name_is_refused_and_the_first_plays_on()
    {
        await ConnectAsync(new TestBot(), "ann");
        var refused = await Assert.ThrowsAsync<RpcException>(() => ConnectAsync(new TestBot(), "ann"));
        Assert.Equal(StatusCode.AlreadyExists, refused.StatusCode);
        Assert.False((await PlayAsync(BotNode.Spec("tic_tac_toe", _plenty, "ann", "random"), elsewhere: false)).Forfeited);
    }

    [Fact]
    public async Task Bot_that_is_sent_away_hears_why()
    {
        var running = await _node.ConnectAsync(new TestBot(), "ann", _stop.Token);
        _node.Lobby.Drop(new DropBot { Bot = _node.Lobby.Connected.Single(), Reason = "another plays at node-2" });
        var told = await Assert.ThrowsAsync<RpcException>(() => running.WaitAsync(BotNode.Limit()));
        Assert.Equal((StatusCode.AlreadyExists, "another plays at node-2"), (told.StatusCode, told.Status.Detail));
    }

    [Fact]
    public async Task Message_of_a_megabyte_ends_the_stream_and_nothing_else()
    {
        using var channel = GrpcChannel.ForAddress(_node.Address);
        using var call = new BotService.BotServiceClient(channel).Play(cancellationToken: BotNode.Limit());

        // The node ends the call before all of it is sent; the rest would be sent for ever, as nobody reads it, until the call is given up.
        var hello = new BotMessage { Hello = new BotHello { Name = new string('x', 1 << 20), Session = "s" } };
        var sending = call.RequestStream.WriteAsync(hello);
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(BotNode.Limit()));
        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
        call.Dispose();
        await Record.ExceptionAsync(() => sending);
        await ConnectAsync(new TestBot(), "ann");
    }

    [Theory]
    [InlineData("", "s", 1)]
    [InlineData("ann", "", 1)]
    [InlineData("ann", "s", 5_000)]
    public async Task Hello_with_a_fault_is_told(string name, string session, uint games)
    {
        using var channel = GrpcChannel.ForAddress(_node.Address);
        using var call = new BotService.BotServiceClient(channel).Play(cancellationToken: BotNode.Limit());
        await call.RequestStream.WriteAsync(new BotMessage { Hello = new BotHello { Name = name, Session = session, MaxGames = games } });
        Assert.Equal(StatusCode.InvalidArgument,
            (await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(BotNode.Limit()))).StatusCode);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("wrong", false)]
    [InlineData("secret", true)]
    public async Task Node_with_a_token_wants_it(string? shown, bool welcome)
    {
        await using var node = await BotNode.StartAsync("secret");
        using var stop = new CancellationTokenSource();
        var connecting = node.ConnectAsync(new TestBot(), "ann", stop.Token, shown);
        if (welcome)
            await connecting;
        else
            Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(() => connecting)).StatusCode);
        await stop.CancelAsync();
    }

    private async Task ConnectAsync(TestBot bot, string name) => _running.Add(await _node.ConnectAsync(bot, name, _stop.Token));

    private Task<MatchRecord> PlayAsync(MatchSpec spec, bool elsewhere)
    {
        var addresses = spec.Agents.Where(a => a.IsBot).ToDictionary(a => a.Name, _ => _node.Address.ToString());
        return MatchRunner.PlayAsync(
            spec, [(elsewhere ? _other : _node).Matches.For("l", addresses)], TimeProvider.System, BotNode.Limit()).AsTask();
    }

    private sealed class FirstLegal : Arena.Core.Agents.IAgent
    {
        public ValueTask<int> ChooseAsync(Arena.Core.Games.GameState state, int seat, CancellationToken cancellationToken)
        {
            var actions = new int[state.Game.ActionCount];
            state.LegalActions(seat, actions);
            return ValueTask.FromResult(actions[0]);
        }
    }
}
