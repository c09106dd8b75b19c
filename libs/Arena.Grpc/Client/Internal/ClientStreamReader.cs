using Grpc.Core;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>The response stream of a call.</summary>
internal sealed class ClientStreamReader<TRequest, TResponse>(ClientCall<TRequest, TResponse> call)
    : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private MessageReader<TResponse>? _reader;
    private int _reads;

    public TResponse Current => _reader is null ? null! : _reader.Current;

    /// <summary>Whether a read waits for the network, and so will meet the end of the stream.</summary>
    internal bool IsReading => Volatile.Read(ref _reads) > 0;

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            call.Cancel("Call canceled by the client.");
        if (call.IsFinished)
            return Over();
        try
        {
            if (_reader is not null && _reader.TryRead())
                return Task.FromResult(true);
        }
        catch (Exception ex)
        {
            call.TryFinish(ClientFailure.ToStatus(ex));
            return Over();
        }

        return ReadAsync(cancellationToken);
    }

    private Task<bool> Over() =>
        call.GetStatus().StatusCode == StatusCode.OK ? Task.FromResult(false) : Task.FromException<bool>(call.FinalError());

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        using var cancels = cancellationToken.UnsafeRegister(
            static state => ((ClientCall<TRequest, TResponse>)state!).Cancel("Call canceled by the client."), call);
        Interlocked.Increment(ref _reads);
        try
        {
            _reader ??= await call.OpenedAsync().ConfigureAwait(false);
            if (_reader is null)
                return await Over().ConfigureAwait(false);
            if (await _reader.ReadAsync(call.CancellationToken).ConfigureAwait(false))
                return true;
        }
        catch (Exception ex) when (!call.IsFinished && ex is not InvalidOperationException)
        {
            call.TryFinish(ClientFailure.ToStatus(ex));
            throw call.FinalError();
        }
        catch (Exception) when (call.IsFinished)
        {
            return await Over().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _reads);
        }

        return call.FinishWithTrailers() ? false : throw call.FinalError();
    }
}
