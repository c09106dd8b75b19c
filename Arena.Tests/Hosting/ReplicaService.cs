using System.Globalization;
using Arena.Tests.Grpc;
using Grpc.Core;

namespace Arena.Tests.Hosting;

/// <summary>Answers with the id of the process that it runs in.</summary>
internal sealed class ReplicaService : Trial.TrialBase
{
    private static readonly string _processId = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    public override Task<Answer> Unary(Ask request, ServerCallContext context) =>
        Task.FromResult(new Answer { Text = _processId, Payload = request.Payload, Count = request.Count });

    public override async Task<Answer> Collect(IAsyncStreamReader<Ask> requestStream, ServerCallContext context)
    {
        var bytes = 0;
        await foreach (var ask in requestStream.ReadAllAsync(context.CancellationToken))
            bytes += ask.Payload.Length;
        return new Answer { Text = _processId, Count = bytes };
    }

    public override async Task Chat(IAsyncStreamReader<Ask> requestStream, IServerStreamWriter<Answer> responseStream, ServerCallContext context)
    {
        await foreach (var ask in requestStream.ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(new Answer { Text = _processId, Payload = ask.Payload, Count = ask.Count });
    }
}
