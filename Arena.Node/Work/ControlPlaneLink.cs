using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Arena.Node.Agents.Bots;
using Arena.Node.Peers;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Dials;
using Arena.ServiceDefaults.Flags;
using Arena.ServiceDefaults.Guard;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Arena.Node.Work;

/// <summary>
/// The node's stream to the control plane: dials, says hello, receives tasks, sends results and heartbeats, and dials
/// again, with growing pauses and jitter, for as long as the node lives.
/// </summary>
internal sealed partial class ControlPlaneLink(
    ReplicaAddresses addresses, PeerTrust trust, TaskBook book, WatchedMatches watched, HeardHead head, BotLobby bots,
    FlagBook flags, DialBook dials, NodeInstruments instruments, Guards guards,
    IOptions<NodeOptions> options, IOptions<AccessOptions> access, TimeProvider time, IConfiguration configuration,
    ILogger<ControlPlaneLink> logger) : BackgroundService
{
    // A control plane that welcomes and hangs up at once is not dialled without pause.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly string _session = Guid.NewGuid().ToString("n");
    private int _dials;

    /// <summary>Whether the control plane has welcomed this node on a stream that is open.</summary>
    public bool Connected { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var guard = guards.For(WorkRegistration.GuardName);
        addresses.BeginAt(options.Value.Name);
        while (true)
        {
            await guard.ExecuteAsync(DialAsync, stoppingToken);
            await Task.Delay(_pause, time, stoppingToken);
        }
    }

    /// <summary>
    /// One stream. When it was open and broke, this returns, so that the pauses begin small again; when it did not come to be, it throws.
    /// </summary>
    private async Task DialAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _dials) > 1)
            instruments.Redialled();
        var address = addresses.Current;
        try
        {
            await ServeAsync(address, cancellationToken);
            LogDisconnected(address, "the control plane closed it");
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch (Exception failure) when (Connected && Breaks(failure))
        {
            LogDisconnected(address, failure is RpcException rpc ? CallFailure.Reason(rpc) : failure.Message);
        }
        finally
        {
            Connected = false;
            addresses.PassOver(address);
        }
    }

    /// <summary>Whether a stream may end so, after which it is dialled again; anything else is the node's own fault.</summary>
    internal static bool Breaks(Exception failure) => failure is RpcException or OperationCanceledException or IOException;

    private async Task ServeAsync(Uri address, CancellationToken stoppingToken)
    {
        using var channel = ArenaChannel.Open(address, trust.Roots, certificate: trust.Own);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var call = new WorkService.WorkServiceClient(channel).Work(NodeHeaders.Of(access.Value), cancellationToken: ends.Token);
        var welcome = await GreetAsync(call, ends.Token);
        addresses.Learn(welcome.Replicas);
        book.Reconnected(welcome.Resumed);
        watched.Watch(new WatchMatches()); // what was said on a former stream holds no more
        Connected = true;
        LogConnected(address, options.Value.Name, welcome.Resumed);
        var sending = SendAsync(call.RequestStream, TimeSpan.FromMilliseconds(welcome.HeartbeatIntervalMs), ends.Token);
        var receiving = ReceiveAsync(call.ResponseStream, ends.Token);
        var first = await Task.WhenAny(sending, receiving);

        // A write to a call that is over fails with CANCELLED; why it is over, the reader knows.
        if (first == sending && sending.Exception?.InnerException is RpcException)
            first = receiving;
        else
            await ends.CancelAsync();
        await Task.WhenAll(sending, receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    private async Task<Welcome> GreetAsync(AsyncDuplexStreamingCall<NodeMessage, ControlMessage> call, CancellationToken cancellationToken)
    {
        try
        {
            await call.RequestStream.WriteAsync(new NodeMessage { Hello = Hello() }, cancellationToken);
        }
        catch (RpcException) when (!cancellationToken.IsCancellationRequested)
        {
            // Why the call is over, the reader knows.
        }

        return await call.ResponseStream.MoveNext(cancellationToken) && call.ResponseStream.Current.Welcome is { } welcome
            ? welcome
            : throw new RpcException(new Status(StatusCode.Internal, "The control plane did not answer hello with welcome."));
    }

    private async Task ReceiveAsync(IAsyncStreamReader<ControlMessage> stream, CancellationToken cancellationToken)
    {
        var flagParts = new FlagParts(flags);
        while (await stream.MoveNext(cancellationToken))
        {
            switch (stream.Current.MessageCase)
            {
                case ControlMessage.MessageOneofCase.Assignment:
                    book.Add(stream.Current.Assignment);
                    break;
                case ControlMessage.MessageOneofCase.Ack:
                    book.Acknowledge(stream.Current.Ack);
                    break;
                case ControlMessage.MessageOneofCase.Recall:
                    book.Recall(stream.Current.Recall);
                    break;
                case ControlMessage.MessageOneofCase.DropBot:
                    bots.Drop(stream.Current.DropBot);
                    break;
                case ControlMessage.MessageOneofCase.Head:
                    head.Take(stream.Current.Head);
                    break;
                case ControlMessage.MessageOneofCase.Flags:
                    flagParts.Take(stream.Current.Flags);
                    break;
                case ControlMessage.MessageOneofCase.Dials:
                    dials.Take(DialMessages.ToDomain(stream.Current.Dials));
                    break;
                case ControlMessage.MessageOneofCase.Replicas:
                    addresses.Learn(stream.Current.Replicas.Addresses);
                    break;
                case ControlMessage.MessageOneofCase.Watch:
                    watched.Watch(stream.Current.Watch);
                    break;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to the control plane at {Address} as {Node} (resumed: {Resumed})")]
    private partial void LogConnected(Uri address, string node, bool resumed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stream to the control plane at {Address} ended: {Reason}")]
    private partial void LogDisconnected(Uri address, string reason);
}
