using System.Threading.Channels;
using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Grpc.Core;

namespace Arena.Client.Bots;

/// <summary>Connects a bot to a node and plays what it is dealt. When the stream breaks it comes back, and its games go on.</summary>
public sealed class BotRunner
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _lastPause = TimeSpan.FromSeconds(2);

    private readonly IBot _bot;
    private readonly BotOptions _options;
    private readonly TimeProvider _time;
    private readonly string _session = Guid.NewGuid().ToString("n");
    private readonly Dictionary<string, DealtGame> _games = new(StringComparer.Ordinal);
    private readonly Channel<Move> _moves = Channel.CreateUnbounded<Move>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ReplicaAddresses _nodes;
    private Uri? _whereGamesAre;
    private long _heard;
    private bool _isHeard;
    private TimeSpan _pause = _firstPause;

    /// <param name="bot">The bot.</param>
    /// <param name="options">Where and as whom it plays.</param>
    /// <param name="time">Paces redialling. Default: the system's clock.</param>
    public BotRunner(IBot bot, BotOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(bot);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(options.Name);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxGames, 1);
        (_bot, _options, _time, _nodes) = (bot, options, time ?? TimeProvider.System, new ReplicaAddresses(options.Nodes));
    }

    /// <summary>Called with the welcome of every connection. Default: nothing.</summary>
    public Action<BotWelcome>? Welcomed { get; init; }

    /// <summary>Plays until it is cancelled. Once only.</summary>
    /// <exception cref="RpcException">
    /// The node turned the bot away (UNAUTHENTICATED: the token; ALREADY_EXISTS: the name is taken), or UNAVAILABLE: no
    /// node answered for <see cref="BotOptions.Patience"/>.
    /// </exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var playing = DialAsync(ends.Token);
        var first = await Task.WhenAny(playing, _failed.Task).ConfigureAwait(false);
        await ends.CancelAsync().ConfigureAwait(false);
        await playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var game in _games.Values)
            game.Forget();
        await first.ConfigureAwait(false);
    }

    private async Task DialAsync(CancellationToken cancellationToken)
    {
        _heard = _time.GetTimestamp();
        while (true)
        {
            try
            {
                await PlayAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (RpcException broken) when (MayPass(broken.StatusCode) && !cancellationToken.IsCancellationRequested)
            {
                // It may have been quiet for long before it broke: patience is for what comes then.
                if (_isHeard)
                    (_heard, _isHeard) = (_time.GetTimestamp(), false);
                else if (_time.GetElapsedTime(_heard) > _options.Patience)
                    throw;
            }
            catch (RpcException) when (cancellationToken.IsCancellationRequested)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            // Jitter: the bots of a fallen node do not come back in step.
            await Task.Delay(_pause * (0.5 + (Random.Shared.NextDouble() / 2)), _time, cancellationToken).ConfigureAwait(false);
            _pause = _pause * 2 < _lastPause ? _pause * 2 : _lastPause;
        }
    }

    private static bool MayPass(StatusCode code) =>
        code is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Unknown or StatusCode.Cancelled or StatusCode.ResourceExhausted;

    /// <summary>One stream, from hello to its end.</summary>
    private async Task PlayAsync(CancellationToken cancellationToken)
    {
        // Back to the node where the games are, once; if it is not there, to any.
        var address = _whereGamesAre ?? _nodes.Current;
        _whereGamesAre = null;
        using var channel = ArenaChannel.Open(address, _options.TrustedRoots);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var call = new BotService.BotServiceClient(channel).Play(Headers(), cancellationToken: ends.Token);
        var sending = SendAsync(call.RequestStream, ends.Token);
        try
        {
            while (await call.ResponseStream.MoveNext(ends.Token).ConfigureAwait(false))
            {
                (_isHeard, _pause) = (true, _firstPause);
                Take(call.ResponseStream.Current);
            }
        }
        finally
        {
            _nodes.PassOver(address);
            await ends.CancelAsync().ConfigureAwait(false);
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Metadata Headers()
    {
        var headers = new Metadata();
        if (_options.Token is { Length: > 0 } token)
            headers.Add("authorization", $"Bearer {token}");
        return headers;
    }

    private async Task SendAsync(IClientStreamWriter<BotMessage> stream, CancellationToken cancellationToken)
    {
        var hello = new BotHello { Name = _options.Name, Session = _session, MaxGames = (uint)_options.MaxGames };
        await stream.WriteAsync(new BotMessage { Hello = hello }, cancellationToken).ConfigureAwait(false);
        await foreach (var move in _moves.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            await stream.WriteAsync(new BotMessage { Move = move }, cancellationToken).ConfigureAwait(false);
    }

    private void Take(HostMessage message)
    {
        switch (message.MessageCase)
        {
            case HostMessage.MessageOneofCase.Welcome:
                Take(message.Welcome);
                break;
            case HostMessage.MessageOneofCase.Game:
                if (!_games.ContainsKey(message.Game.GameId))
                    _games.Add(message.Game.GameId, DealtGame.Begin(_bot, message.Game, _moves.Writer, _failed));
                break;
            case HostMessage.MessageOneofCase.Turn:
                _games.GetValueOrDefault(message.Turn.GameId)?.Tell(message.Turn);
                break;
            case HostMessage.MessageOneofCase.Over:
                if (_games.Remove(message.Over.GameId, out var over))
                    over.End(message.Over);
                break;
        }
    }

    private void Take(BotWelcome welcome)
    {
        if (Uri.TryCreate(welcome.Address, UriKind.Absolute, out var address))
            _whereGamesAre = address;
        foreach (var (id, game) in _games.Where(g => !welcome.GameIds.Contains(g.Key)).ToArray())
        {
            game.Forget();
            _games.Remove(id);
        }

        Welcomed?.Invoke(welcome);
    }
}
