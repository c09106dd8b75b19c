using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.AspNetCore.Server.Features;
using Grpc.Core;
using Grpc.Net.Internal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Serves the calls of one method: checks the request, runs the kind's own part, ends the call.</summary>
internal abstract class CallHandler<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method, ServerSettings settings, ServiceActivation<TService> activator)
    where TService : class
    where TRequest : class
    where TResponse : class
{
    internal Method<TRequest, TResponse> Method { get; } = method;

    protected ServiceActivation<TService> Activator { get; } = activator;

    protected ServerSettings Settings { get; } = settings;

    internal Task HandleAsync(HttpContext httpContext)
    {
        if (RequestGate.Refuses(httpContext, Settings.Logger))
            return Task.CompletedTask;
        LiftHttpLimits(httpContext);
        var call = new ServerCall(httpContext, Method, Settings);
        if (Settings.ExposesCallContext)
            httpContext.Features.Set<IServerCallContextFeature>(call);
        return RunAsync(call);
    }

    /// <summary>Reads what the kind reads, calls the handler, writes what the kind writes.</summary>
    protected abstract Task InvokeAsync(ServerCall call);

    /// <summary>A reader of this call's request messages.</summary>
    protected MessageReader<TRequest> CreateReader(ServerCall call) =>
        new(
            call.HttpContext.Request.BodyReader,
            Method.RequestMarshaller.ContextualDeserializer,
            Settings.MaxReceiveMessageSize,
            ownsPipe: false,
            call)
        { Compression = call.RequestCompression };

    /// <summary>Reads the only request message, and its end of stream. Often both are there already.</summary>
    protected ValueTask<TRequest> ReadSingleAsync(ServerCall call)
    {
        var pipe = call.HttpContext.Request.BodyReader;
        try
        {
            if (pipe.TryRead(out var read))
            {
                if (read is { IsCompleted: true, IsCanceled: false })
                    return new ValueTask<TRequest>(TakeSingle(pipe, read.Buffer, call));
                pipe.AdvanceTo(read.Buffer.Start);
            }
        }
        catch (IOException ex)
        {
            throw call.ClientLeft(ex);
        }

        return AwaitSingleAsync(CreateReader(call), call);
    }

    /// <summary>Writes the only response message. It leaves together with the trailers.</summary>
    protected Task WriteSingleAsync(ServerCall call, TResponse? response)
    {
        if (response is null)
            throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."));
        if (call.Status.StatusCode != StatusCode.OK || !call.TryBeginWrite())
            return Task.CompletedTask;
        Task? waits = null;
        try
        {
            var start = call.StartResponseAsync();
            if (!start.IsCompletedSuccessfully)
                waits = StartAndWriteAsync(start, call, response);
            else if (Write(call, response) is { } large)
                waits = SendAsync(large, call);
            return waits ?? Task.CompletedTask;
        }
        finally
        {
            if (waits is null)
                call.EndWrite();
        }
    }

    /// <summary>The writing half of a response stream.</summary>
    protected ResponsePump CreatePump(ServerCall call)
    {
        var pump = new ResponsePump(call.CreateFramer(), call);
        pump.Attach();
        return pump;
    }

    /// <summary>Sends what the handler wrote and did not wait for, before the trailers.</summary>
    protected static async ValueTask DrainAsync(ResponsePump pump) =>
        await pump.CompleteAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<TRequest> AwaitSingleAsync(MessageReader<TRequest> reader, ServerCall call)
    {
        try
        {
            return await reader.ReadSingleAsync(call.DeadlineToken).ConfigureAwait(false);
        }
        catch (IOException ex)
        {
            throw call.ClientLeft(ex);
        }
        finally
        {
            reader.Close();
        }
    }

    private TRequest TakeSingle(PipeReader pipe, in ReadOnlySequence<byte> stream, ServerCall call)
    {
        try
        {
            var request = MessageParser.ParseOnly(
                stream, Method.RequestMarshaller.ContextualDeserializer, Settings.MaxReceiveMessageSize, call.RequestCompression);
            ((ICallTraffic)call).Received(1);
            return request;
        }
        finally
        {
            pipe.AdvanceTo(stream.End);
        }
    }

    private async Task StartAndWriteAsync(Task start, ServerCall call, TResponse response)
    {
        try
        {
            await start.ConfigureAwait(false);
            if (Write(call, response) is { } large)
                await SendAsync(large, call).ConfigureAwait(false);
        }
        finally
        {
            call.EndWrite();
        }
    }

    private PooledBuffer? Write(ServerCall call, TResponse response) =>
        call.WriteSingle(response, Method.ResponseMarshaller.ContextualSerializer);

    private static async Task SendAsync(PooledBuffer large, ServerCall call)
    {
        try
        {
            await call.WriteBodyAsync(large.WrittenMemory).ConfigureAwait(false);
        }
        finally
        {
            large.Release();
            call.EndWrite();
        }
    }

    private async Task RunAsync(ServerCall call)
    {
        call.StartTelemetry();
        Status status;
        Metadata? extraTrailers = null;
        try
        {
            call.StartDeadline();
            call.ReadEncodings();
            await InvokeAsync(call).ConfigureAwait(false);
            status = call.Status;
        }
        catch (Exception ex)
        {
            (status, extraTrailers) = HandlerFailure.ToStatus(ex, call);
        }

        call.StopDeadline();
        var expired = !call.TryEnd();
        call.EndTelemetry(expired ? new Status(StatusCode.DeadlineExceeded, string.Empty) : status);
        if (expired)
        {
            await call.DeadlineAnswered.ConfigureAwait(false);
            return;
        }

        if (extraTrailers is not null)
            foreach (var entry in extraTrailers)
                call.ResponseTrailers.Add(entry);
        WriteEnd(call, status);
    }

    private static void WriteEnd(ServerCall call, Status status)
    {
        var response = call.HttpContext.Response;
        try
        {
            ServerResponse.WriteEnd(response, status, call.HasTrailers ? call.ResponseTrailers : Metadata.Empty);
        }
        catch (RpcException ex)
        {
            // The handler's trailers cannot be sent.
            ServerResponse.WriteEnd(response, ex.Status, Metadata.Empty);
        }
    }

    /// <summary>A stream may be long, large and slow: HTTP's limits on bodies do not fit.</summary>
    private static void LiftHttpLimits(HttpContext httpContext)
    {
        // By type: the generic method is looked up at every call.
        var features = httpContext.Features;
        if (features[typeof(IHttpMaxRequestBodySizeFeature)] is IHttpMaxRequestBodySizeFeature { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (features[typeof(IHttpMinRequestBodyDataRateFeature)] is IHttpMinRequestBodyDataRateFeature rate)
            rate.MinDataRate = null;
    }
}
