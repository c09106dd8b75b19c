using Grpc.Core;
using Grpc.Net.Internal;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The request stream of a call.</summary>
internal sealed class ServerStreamReader<T>(MessageReader<T> reader, ServerCall call) : IAsyncStreamReader<T>
{
    public T Current => reader.Current;

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<bool>(cancellationToken);
        try
        {
            if (reader.TryRead())
                return Task.FromResult(true);
        }
        catch (RpcException ex)
        {
            return Task.FromException<bool>(ex);
        }

        return ReadAsync(cancellationToken);
    }

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException ex)
        {
            throw call.ClientLeft(ex);
        }
    }
}
