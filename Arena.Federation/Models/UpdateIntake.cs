using Arena.Contracts.V1;
using Arena.Core.Learning;
using Arena.Federation.Blobs;
using Arena.Federation.Rounds;
using Grpc.Core;

namespace Arena.Federation.Models;

/// <summary>
/// Takes clients' updates in: what comes goes to disk chunk by chunk, so that no client makes the process hold a model, and none keeps it
/// for ever.
/// </summary>
internal sealed class UpdateIntake(BlobFolder blobs, TimeProvider time)
{
    /// <summary>Updates that may come at once.</summary>
    public const int MaxAtOnce = 256;

    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(10);

    private int _running;

    /// <param name="model">Whose round it is for.</param>
    /// <param name="header">What the client says of it.</param>
    /// <param name="stream">The chunks after the header.</param>
    /// <param name="cancellationToken">The call's.</param>
    /// <exception cref="RpcException">The update cannot be used; the round is as it was.</exception>
    public async Task<SubmitOutcome> TakeAsync(
        FederatedModel model, UpdateHeader header, IAsyncStreamReader<UpdateChunk> stream, CancellationToken cancellationToken)
    {
        if (model.Fault is { } lost)
            throw new RpcException(new Status(StatusCode.DataLoss, $"model '{model.Name}' has lost its weights: {lost}"));
        if (model.Refusal(header.BaseVersion) is { } refusal
            && await model.MadeWithAsync(header.Client, header.BaseVersion, cancellationToken) is null)
            return refusal;
        using var limit = new CancellationTokenSource(_longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        if (Interlocked.Increment(ref _running) > MaxAtOnce)
        {
            Interlocked.Decrement(ref _running);
            throw new RpcException(new Status(StatusCode.ResourceExhausted, $"{MaxAtOnce} updates come already; try again soon"));
        }

        try
        {
            return await TakeAloneAsync(model, header, stream, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new RpcException(new Status(
                StatusCode.DeadlineExceeded, $"the update of client '{header.Client}' took longer than {_longest.TotalMinutes} minutes"));
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task<SubmitOutcome> TakeAloneAsync(
        FederatedModel model, UpdateHeader header, IAsyncStreamReader<UpdateChunk> stream, CancellationToken cancellationToken)
    {
        using var vector = blobs.Begin();
        await ReadAsync(stream, vector, model.Spec.Dimension, cancellationToken);
        var head = new UpdateHead(
            header.BaseVersion, header.Samples, header.LocalSteps, header.HasLoss ? header.Loss : null,
            header.HasStepNorm ? header.StepNorm : null, header.Epoch);
        if (FaultOf(model, header, head, vector) is { } fault)
            throw Invalid(fault.ToString());
        var digest = vector.Finish();
        if (header.Digest.Length > 0 && !header.Digest.Span.SequenceEqual(digest))
        {
            throw Invalid(
                $"client '{header.Client}': found numbers with the digest {Convert.ToHexStringLower(digest)}; "
                + $"wanted {Convert.ToHexStringLower(header.Digest.Span)}, as its header says");
        }

        return await model.SubmitAsync(header.Client, head, vector, digest, cancellationToken);
    }

    private static UpdateFault? FaultOf(FederatedModel model, UpdateHeader header, UpdateHead head, BlobWriter vector)
    {
        var dimension = model.Spec.Dimension;
        if (header.Client.Contains('\0', StringComparison.Ordinal) || header.Client.Length > 256)
            return new("", $"found a client id of {header.Client.Length} characters; wanted 1 to 256, and no NUL among them");
        var number = model.Snapshot.Version.Number;
        if (vector.Count == 0)
            return new(header.Client, $"found 0 dimensions; wanted {dimension}");
        if (head is { Loss: { } loss } && !double.IsFinite(loss))
            return new(header.Client, $"found a loss of {loss}; wanted a finite one");
        if (head is { StepNorm: { } norm } && !double.IsFinite(norm))
            return new(header.Client, $"found a step norm of {norm}; wanted a finite one");
        using var mapped = vector.Map();

        // A base that the model has left since is the round's to refuse.
        var update = head.With(header.Client, number, mapped.Values);
        return model.Aggregator.Check(update with { Staleness = 0 }, dimension);
    }

    private static async Task ReadAsync(
        IAsyncStreamReader<UpdateChunk> stream, BlobWriter vector, int dimension, CancellationToken cancellationToken)
    {
        var buffer = Array.Empty<float>();
        while (await stream.MoveNext(cancellationToken))
        {
            if (stream.Current.Delta is not { } chunk)
                throw Invalid("after the header only delta may come");
            var count = chunk.Values.Count;
            if (vector.Count + count > dimension)
                throw Invalid($"found more than {dimension} dimensions; wanted {dimension}");
            if (buffer.Length < count)
                buffer = new float[count];
            chunk.Values.CopyTo(buffer, 0);
            vector.Append(buffer.AsSpan(0, count));
        }
    }

    private static RpcException Invalid(string message) => new(new Status(StatusCode.InvalidArgument, message));
}
