using System.Diagnostics;
using Arena.Contracts.V1;
using Arena.Core.Games;
using Grpc.Core;

namespace Arena.Node.Work;

internal sealed partial class ControlPlaneLink
{
    private const int MaxResultsPerMessage = 256;

    // With the last one on top this stays below the 4 MiB that a gRPC message may have.
    private const int MaxResultBytes = 1024 * 1024;

    // One writer: results as they come, as many to a message as are there, moves of watched matches, and a heartbeat whenever one is due.
    private async Task SendAsync(IClientStreamWriter<NodeMessage> stream, TimeSpan heartbeatInterval, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(heartbeatInterval, time);
        var due = timer.WaitForNextTickAsync(cancellationToken).AsTask();
        await stream.WriteAsync(new NodeMessage { Heartbeat = Heartbeat() }, cancellationToken);
        var results = book.Finished.WaitToReadAsync(cancellationToken).AsTask();
        var comings = bots.Changes.WaitToReadAsync(cancellationToken).AsTask();
        var moves = watched.News.WaitToReadAsync(cancellationToken).AsTask();
        while (true)
        {
            await await Task.WhenAny(results, comings, moves, due);
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

            if (moves.IsCompleted)
            {
                while (watched.News.TryRead(out var news))
                    await stream.WriteAsync(new NodeMessage { Moves = news }, cancellationToken);
                moves = watched.News.WaitToReadAsync(cancellationToken).AsTask();
            }
        }
    }

    private ResultBatch Batch()
    {
        var batch = new ResultBatch();
        var size = 0;
        while (size < MaxResultBytes && batch.Results.Count < MaxResultsPerMessage && book.Finished.TryRead(out var result))
        {
            batch.Results.Add(result);
            size += result.CalculateSize();
        }

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
        Head = head.Last,
    };

    private Heartbeat Heartbeat()
    {
        using var process = Process.GetCurrentProcess();
        return new Heartbeat
        {
            WorkingSetBytes = process.WorkingSet64, Played = book.Played, Held = (uint)book.Held, Bots = { bots.Connected },
        };
    }
}
