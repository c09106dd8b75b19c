using System.Threading.Channels;
using Arena.Contracts.V1;
using Microsoft.Extensions.Options;

namespace Arena.Node.Agents.Bots;

/// <summary>The bots that are connected to this node, by name.</summary>
internal sealed class BotLobby(IOptions<BotsOptions> options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, BotSession> _sessions = new(StringComparer.Ordinal);
    private readonly Channel<bool> _changes =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Readable after bots came or went.</summary>
    public ChannelReader<bool> Changes => _changes.Reader;

    public IReadOnlyList<ConnectedBot> Connected
    {
        get
        {
            lock (_lock)
                return [.. _sessions.Values.Where(s => s.IsConnected).OrderBy(s => s.Name, StringComparer.Ordinal)
                    .Select(s => new ConnectedBot { Name = s.Name, Session = s.Id })];
        }
    }

    public BotSession? Find(string name)
    {
        lock (_lock)
            return _sessions.GetValueOrDefault(name) is { IsConnected: true } session ? session : null;
    }

    /// <summary>
    /// Takes a bot in. A process that comes again goes on with its games; another process of that name is refused while
    /// the first is connected, and takes its place, without its games, when it is not.
    /// </summary>
    public BotEntry Enter(BotHello hello, BotWelcome welcome)
    {
        lock (_lock)
        {
            var before = _sessions.GetValueOrDefault(hello.Name);
            if (before is { IsGone: false } && before.Id == hello.Session)
                return Entered_NeedsLock(before, welcome);
            if (before is { IsConnected: true })
                return new BotEntry.NameTaken();
            if (before is null && _sessions.Count >= options.Value.MaxBots)
                return new BotEntry.Full(options.Value.MaxBots);
            before?.Close();
            return Entered_NeedsLock(_sessions[hello.Name] = new BotSession(hello, options.Value.Resume, time), welcome);
        }
    }

    /// <summary>It is not to play here; its games end.</summary>
    public void Drop(DropBot drop)
    {
        lock (_lock)
        {
            if (_sessions.GetValueOrDefault(drop.Bot.Name) is { } session && session.Id == drop.Bot.Session)
                session.Close(drop.Reason);
        }
    }

    public void Leave(BotSession session, BotConnection connection)
    {
        session.Disconnect(connection);
        lock (_lock)
        {
            foreach (var (name, gone) in _sessions.Where(s => s.Value.IsGone).ToArray())
                _sessions.Remove(name);
        }

        _changes.Writer.TryWrite(true);
    }

    private BotEntry Entered_NeedsLock(BotSession session, BotWelcome welcome)
    {
        var connection = session.Connect(welcome);
        _changes.Writer.TryWrite(true);
        return new BotEntry.Entered(session, connection);
    }
}
