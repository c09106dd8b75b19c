using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>The request stream of a call.</summary>
internal sealed class ClientStreamWriter<TRequest, TResponse>(
    RequestPump pump, ClientCall<TRequest, TResponse> call, Action<TRequest, SerializationContext> serializer)
    : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    public WriteOptions? WriteOptions { get; set; } = call.WriteOptions;

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        if (message is null)
            return Task.FromException(new ArgumentNullException(nameof(message)));
        if (cancellationToken.IsCancellationRequested)
            return Cancelled();
        var write = pump.Write(message, serializer, WriteOptions?.Flags ?? default);
        return write.IsCompleted || !cancellationToken.CanBeCanceled ? write : WaitAsync(write, cancellationToken);
    }

    public Task CompleteAsync() => pump.CompleteStreamAsync();

    private async Task WaitAsync(Task write, CancellationToken cancellationToken)
    {
        using (cancellationToken.UnsafeRegister(
            static state => ((ClientCall<TRequest, TResponse>)state!).Cancel("Call canceled by the client."), call))
        {
            await write.ConfigureAwait(false);
        }
    }

    private Task Cancelled()
    {
        call.Cancel("Call canceled by the client.");
        return Task.FromException(call.FinalError());
    }
}
