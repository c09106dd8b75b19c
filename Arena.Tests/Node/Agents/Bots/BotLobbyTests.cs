using Arena.Contracts.V1;
using Arena.Core.Agents;
using Arena.Node.Agents.Bots;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.Node.Agents.Bots;

public sealed class BotLobbyTests
{
    private static readonly CancellationToken _none = CancellationToken.None;

    private readonly FakeTimeProvider _time = new();
    private readonly BotsOptions _options = new() { MaxBots = 2 };
    private readonly BotLobby _lobby;

    public BotLobbyTests() => _lobby = new BotLobby(Options.Create(_options), _time);

    [Fact]
    public async Task Process_that_comes_again_hears_of_its_game_and_of_the_turn_that_waits()
    {
        var (session, connection) = Enter("ann", "one");
        var game = await session.SitAsync(Start("g"), _none);
        var asking = game.AskAsync(Turn("g", 3), _none);
        _lobby.Leave(session, connection);
        Assert.Null(_lobby.Find("ann"));

        var (again, second) = Enter("ann", "one");
        Assert.Same(session, again);
        var heard = Heard(second);
        Assert.Equal(["g"], heard[0].Welcome.GameIds);
        Assert.Equal("g", heard[1].Game.GameId);
        Assert.Equal(3, heard[2].Turn.Turn_);
        again.Take(new Move { GameId = "g", Turn = 3, Action = 5 });
        Assert.Equal(5, (await asking).Action);
    }

    [Fact]
    public async Task Answer_to_another_turn_or_another_game_is_dropped()
    {
        var (session, _) = Enter("ann", "one");
        var game = await session.SitAsync(Start("g"), _none);
        var asking = game.AskAsync(Turn("g", 3), _none);
        session.Take(new Move { GameId = "g", Turn = 2, Action = 1 });
        session.Take(new Move { GameId = "h", Turn = 3, Action = 2 });
        Assert.False(asking.IsCompleted);
        session.Take(new Move { GameId = "g", Turn = 3, Action = 3 });
        Assert.Equal(3, (await asking).Action);
    }

    [Fact]
    public async Task Bot_that_does_not_come_back_in_time_has_left_its_games()
    {
        var (session, connection) = Enter("ann", "one");
        var asking = (await session.SitAsync(Start("g"), _none)).AskAsync(Turn("g", 0), _none);
        _lobby.Leave(session, connection);
        _time.Advance(_options.Resume - TimeSpan.FromTicks(1));
        Assert.False(asking.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));
        var left = await Assert.ThrowsAsync<AgentDisconnectedException>(() => asking);
        Assert.Contains("'ann'", left.Message, StringComparison.Ordinal);
        Assert.NotSame(session, Enter("ann", "one").Session);
    }

    [Fact]
    public void Another_process_is_refused_while_the_first_is_connected()
    {
        var (_, connection) = Enter("ann", "one");
        Assert.IsType<BotEntry.NameTaken>(_lobby.Enter(Hello("ann", "two"), new BotWelcome()));
        Assert.False(connection.Closed.IsCancellationRequested);
    }

    [Fact]
    public async Task Another_process_takes_the_place_of_one_that_left_without_its_games()
    {
        var (session, connection) = Enter("ann", "one");
        var asking = (await session.SitAsync(Start("g"), _none)).AskAsync(Turn("g", 0), _none);
        _lobby.Leave(session, connection);
        var (next, stream) = Enter("ann", "two");
        await Assert.ThrowsAsync<AgentDisconnectedException>(() => asking);
        Assert.Empty(Assert.Single(Heard(stream)).Welcome.GameIds);
        Assert.Same(next, _lobby.Find("ann"));
    }

    [Fact]
    public void Newer_stream_of_the_same_process_ends_the_older_and_survives_its_end()
    {
        var (session, older) = Enter("ann", "one");
        var (_, newer) = Enter("ann", "one");
        Assert.True(older.Closed.IsCancellationRequested);
        _lobby.Leave(session, older);
        Assert.Same(session, _lobby.Find("ann"));
        Assert.False(newer.Closed.IsCancellationRequested);
    }

    [Fact]
    public async Task Game_waits_for_room_and_a_bot_that_leaves_meanwhile_was_absent()
    {
        var (session, connection) = Enter("ann", "one");
        var first = await session.SitAsync(Start("g"), _none);
        var second = session.SitAsync(Start("h"), _none);
        var third = session.SitAsync(Start("i"), _none);
        Assert.False(second.IsCompleted);
        await first.EndAsync(new GameOver { GameId = "g" }, _none);
        await await Task.WhenAny(second, third);
        _lobby.Leave(session, connection);
        _time.Advance(_options.Resume);
        await Assert.ThrowsAsync<Arena.Core.Agents.AgentUnavailableException>(() => Task.WhenAll(second, third));
    }

    [Fact]
    public async Task Game_that_waits_for_room_when_the_bot_leaves_does_not_begin()
    {
        var (session, connection) = Enter("ann", "one");
        var first = await session.SitAsync(Start("g"), _none);
        var second = session.SitAsync(Start("h"), _none);
        _lobby.Leave(session, connection);
        await first.EndAsync(new GameOver { GameId = "g" }, _none);
        await Assert.ThrowsAsync<Arena.Core.Agents.AgentUnavailableException>(() => second);
    }

    [Fact]
    public void Full_lobby_and_a_bot_that_is_sent_away_are_told()
    {
        Enter("ann", "one");
        var (_, bob) = Enter("bob", "one");
        Assert.Equal(2, Assert.IsType<BotEntry.Full>(_lobby.Enter(Hello("cid", "one"), new BotWelcome())).MaxBots);
        _lobby.Drop(new DropBot { Bot = new ConnectedBot { Name = "bob", Session = "other" }, Reason = "not this one" });
        Assert.Null(bob.Refusal);
        _lobby.Drop(new DropBot { Bot = new ConnectedBot { Name = "bob", Session = "one" }, Reason = "plays at node-2" });
        Assert.Equal("plays at node-2", bob.Refusal);
        Assert.True(bob.Closed.IsCancellationRequested);
    }

    [Fact]
    public async Task Bot_that_does_not_read_is_given_up()
    {
        var (session, connection) = Enter("ann", "one");
        var game = await session.SitAsync(Start("g"), _none);
        using var enough = new CancellationTokenSource();
        for (var turn = 0; !connection.Closed.IsCancellationRequested && turn < 100_000; turn++)
        {
            var asking = game.AskAsync(Turn("g", turn), enough.Token);
            session.Take(new Move { GameId = "g", Turn = turn });
            await asking;
        }

        Assert.True(connection.Closed.IsCancellationRequested);
    }

    private (BotSession Session, BotConnection Connection) Enter(string name, string process)
    {
        var entered = Assert.IsType<BotEntry.Entered>(_lobby.Enter(Hello(name, process), new BotWelcome()));
        return (entered.Session, entered.Connection);
    }

    private static BotHello Hello(string name, string process) => new() { Name = name, Session = process };

    private static GameStart Start(string id) => new() { GameId = id };

    private static Turn Turn(string id, int turn) => new() { GameId = id, Turn_ = turn };

    private static List<HostMessage> Heard(BotConnection connection)
    {
        var heard = new List<HostMessage>();
        while (connection.Outgoing.TryRead(out var message))
            heard.Add(message);
        return heard;
    }
}
