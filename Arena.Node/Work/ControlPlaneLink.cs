using System.Diagnostics;
using Arena.Contracts.V1;
using Arena.Core.Games;
using Arena.Node.Bots;
using Arena.ServiceDefaults.Guard;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;

namespace Arena.Node.Work;

/// <summary>
/// The node's stream to the control plane: dials, says hello, receives tasks, sends results and heartbeats, and dials
/// again, with growing pauses and jitter, for as long as the node lives.
/// </summary>
internal sealed partial class ControlPlaneLink(
    ControlPlaneAddress address, TaskBook book, BotLobby bots, NodeInstruments instruments, Guards guards, IOptions<NodeOptions> options,
    TimeProvider time, IConfiguration configuration, ILogger<ControlPlaneLink> logger) : BackgroundService
{
    private const int MaxResultsPerMessage = 256;

    // With the last one on top this stays below the 4 MiB that a gRPC message may have.
    private const int MaxResultBytes = 1024 * 1024;

    // A control plane that welcomes and hangs up at once is not dialled without pause.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly string _session = Guid.NewGuid().ToString("n");
    private int _dials;

    /// <summary>Whether the control plane has welcomed this node on a stream that is open.</summary>
    public bool Connected { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var channel = GrpcChannel.ForAddress(address.Uri);
        var client = new WorkService.WorkServiceClient(channel);
        var guard = guards.For(WorkRegistration.GuardName);
        while (true)
        {
            await guard.ExecuteAsync(token => DialAsync(client, token), stoppingToken);
            await Task.Delay(_pause, time, stoppingToken);
        }
    }

    /// <summary>
    /// One stream. When it was open and broke, this returns, so that the pauses begin small again; when it did not come to be, it throws.
    /// </summary>
    private async Task DialAsync(WorkService.WorkServiceClient client, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _dials) > 1)
            instruments.Redialled();
        try
        {
            await ServeAsync(client, cancellationToken);
            LogDisconnected(address.Uri, "the control plane closed it");
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch (Exception failure) when (Connected && Breaks(failure))
        {
            LogDisconnected(address.Uri, failure is RpcException rpc ? rpc.Status.Detail : failure.Message);
        }
        finally
        {
            Connected = false;
        }
    }

    /// <summary>Whether a stream may end so, after which it is dialled again; anything else is the node's own fault.</summary>
    internal static bool Breaks(Exception failure) => failure is RpcException or OperationCanceledException or IOException;

    private async Task ServeAsync(WorkService.WorkServiceClient client, CancellationToken stoppingToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var call = client.Work(cancellationToken: ends.Token);
        await call.RequestStream.WriteAsync(new NodeMessage { Hello = Hello() }, ends.Token);
        if (!await call.ResponseStream.MoveNext(ends.Token) || call.ResponseStream.Current.Welcome is not { } welcome)
            throw new RpcException(new Status(StatusCode.Internal, "The control plane did not answer hello with welcome."));

        book.Reconnected(welcome.Resumed);
        Connected = true;
        LogConnected(address.Uri, options.Value.Name, welcome.Resumed);
        var sending = SendAsync(call.RequestStream, TimeSpan.FromMilliseconds(welcome.HeartbeatIntervalMs), ends.Token);
        var receiving = ReceiveAsync(call.ResponseStream, ends.Token);
        var first = await Task.WhenAny(sending, receiving);
        await ends.CancelAsync();
        await Task.WhenAll(sending, receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    private async Task ReceiveAsync(IAsyncStreamReader<ControlMessage> stream, CancellationToken cancellationToken)
    {
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
            }
        }
    }

    // One writer: results as they come, as many to a message as are there, and a heartbeat whenever one is due.
    private async Task SendAsync(IClientStreamWriter<NodeMessage> stream, TimeSpan heartbeatInterval, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(heartbeatInterval, time);
        var due = timer.WaitForNextTickAsync(cancellationToken).AsTask();
        await stream.WriteAsync(new NodeMessage { Heartbeat = Heartbeat() }, cancellationToken);
        var results = book.Finished.WaitToReadAsync(cancellationToken).AsTask();
        var comings = bots.Changes.WaitToReadAsync(cancellationToken).AsTask();
        while (true)
        {
            await await Task.WhenAny(results, comings, due);
            if (due.IsCompleted || comings.IsCompleted)
            {
                bots.Changes.TryRead(out _);
                await stream.WriteAsync(new NodeMessage { Heartbeat = Heartbeat() }, cancellationToken);
                if (due.IsCompleted)
                    due = timer.WaitForNextTickAsync(cancellationToken).AsTask();
                if (comings.IsCompleted)
                    comings = bots.Changes.WaitToReadAsync(cancellationToken).AsTask();
            }

            if (results.IsCompleted)
            {
                await stream.WriteAsync(new NodeMessage { Results = Batch() }, cancellationToken);
                results = book.Finished.WaitToReadAsync(cancellationToken).AsTask();
            }
        }
    }

    private ResultBatch Batch()
    {
        var batch = new ResultBatch();
        for (var size = 0; size < MaxResultBytes && batch.Results.Count < MaxResultsPerMessage && book.Finished.TryRead(out var result); size += result.CalculateSize())
            batch.Results.Add(result);
        return batch;
    }

    private Hello Hello() => new()
    {
        Node = options.Value.Name,
        Session = _session,
        Capacity = (uint)options.Value.Capacity,
        Parallelism = (uint)options.Value.Parallelism,
        Games = { GameCatalog.Names },
        Version = typeof(ControlPlaneLink).Assembly.GetName().Version?.ToString() ?? "",
        Address = configuration["Kestrel:Endpoints:http:Url"] ?? "",
        GrpcAddress = configuration["Kestrel:Endpoints:grpc:Url"] ?? "",
        HeldTasks = { book.HeldTasks },
    };

    private Heartbeat Heartbeat()
    {
        using var process = Process.GetCurrentProcess();
        return new Heartbeat { WorkingSetBytes = process.WorkingSet64, Played = book.Played, Held = (uint)book.Held, Bots = { bots.Connected } };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to the control plane at {Address} as {Node} (resumed: {Resumed})")]
    private partial void LogConnected(Uri address, string node, bool resumed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stream to the control plane at {Address} ended: {Reason}")]
    private partial void LogDisconnected(Uri address, string reason);
}
