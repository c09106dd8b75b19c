using System.Diagnostics.CodeAnalysis;
using Arena.Contracts.V1;
using Arena.Core.Agents;
using Arena.ServiceDefaults.Access;

namespace Arena.Node.Agents.Bots;

/// <summary>
/// A bot's process as this node knows it, over the streams it comes by. Its games outlive a stream that breaks for as
/// long as it may take to come back.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Its timer ends with it; the rest holds nothing to dispose of.")]
internal sealed partial class BotSession
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Game> _games = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _room;
    private readonly CancellationTokenSource _gone = new();
    private readonly TimeSpan _resume;
    private readonly ITimer _patience;
    private BotConnection? _connection;

    public BotSession(BotHello hello, TimeSpan resume, TimeProvider time)
    {
        (Name, Id, _resume) = (hello.Name, hello.Session, resume);
        _room = new SemaphoreSlim((int)Math.Max(1, hello.MaxGames));
        _patience = time.CreateTimer(_ => Close(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string Name { get; }

    /// <summary>The session that the bot named.</summary>
    public string Id { get; }

    public bool IsConnected
    {
        get
        {
            lock (_lock)
                return _connection is not null;
        }
    }

    public bool IsGone => _gone.IsCancellationRequested;

    /// <summary>
    /// A new stream of the same process; the one before it, if it still hangs, is given up. Running games are told again.
    /// </summary>
    public BotConnection Connect(BotWelcome welcome)
    {
        var connection = new BotConnection();
        lock (_lock)
        {
            _connection?.Close();
            _connection = connection;
            _patience.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            welcome.GameIds.AddRange(_games.Keys);
            connection.Send(new HostMessage { Welcome = welcome });
            foreach (var game in _games.Values)
                game.TellAgain(connection);
        }

        return connection;
    }

    /// <summary>The stream has ended.</summary>
    public void Disconnect(BotConnection connection)
    {
        lock (_lock)
        {
            if (_connection != connection)
                return; // a newer stream has taken its place
            _connection = null;
            if (!IsGone)
                _patience.Change(_resume, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The bot does not come back: its games end.</summary>
    /// <param name="why">What a stream that is still open is told.</param>
    public void Close(string? why = null)
    {
        // Not here: who waits for this would go on under the locks of whoever calls.
        _ = _gone.CancelAsync();
        _patience.Dispose();
        lock (_lock)
            _connection?.Close(why);
    }

    /// <summary>Waits until the bot has room for the game, and tells it.</summary>
    /// <exception cref="AgentUnavailableException">It left before that.</exception>
    public async Task<IBotGame> SitAsync(GameStart start, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _gone.Token);
        try
        {
            await _room.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw BotAbsent.Of(Name);
        }

        lock (_lock)
        {
            if (_connection is not null && !IsGone)
            {
                // From here on it is between the two of them, and they need no tenant's name.
                (start.Bot, start.LeagueId) = (TenantName.Plain(start.Bot), TenantName.Plain(start.LeagueId));
                var game = new Game(this, start);
                _games.Add(start.GameId, game);
                _connection.Send(new HostMessage { Game = start });
                return game;
            }
        }

        // It left while this game waited for room: that is nobody's forfeit.
        _room.Release();
        throw BotAbsent.Of(Name);
    }

    /// <summary>A move that came up the stream; one that nobody waits for is dropped.</summary>
    public void Take(Move move)
    {
        lock (_lock)
            _games.GetValueOrDefault(move.GameId)?.Take(move);
    }

    private void Send(HostMessage message)
    {
        lock (_lock)
            _connection?.Send(message);
    }

    private void Leave(Game game, GameOver over)
    {
        lock (_lock)
        {
            if (!_games.Remove(game.Id))
                return;
            _connection?.Send(new HostMessage { Over = over });
        }

        _room.Release();
    }

    private AgentDisconnectedException Disconnected() => new($"the bot '{TenantName.Plain(Name)}' left and did not come back");
}
