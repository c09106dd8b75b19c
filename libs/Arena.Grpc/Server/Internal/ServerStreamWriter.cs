using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The response stream of a call.</summary>
internal sealed class ServerStreamWriter<T>(
    ResponsePump pump, Action<T, SerializationContext> serializer, ServerCall call)
    : IServerStreamWriter<T>
{
    public WriteOptions? WriteOptions
    {
        get => call.WriteOptions;
        set => call.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (message is null)
            return Task.FromException(new ArgumentNullException(nameof(message)));
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled(cancellationToken);
        if (call.IsCancelled)
            return Task.FromException(call.EndedError());
        var write = pump.Write(message, serializer, call.WriteOptions?.Flags ?? default);
        return write.IsCompleted || !cancellationToken.CanBeCanceled ? write : write.WaitAsync(cancellationToken);
    }
}
