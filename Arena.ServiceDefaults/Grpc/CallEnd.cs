using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Arena.ServiceDefaults.Grpc;

/// <summary>
/// How a call ends. One whose caller has left ends without an error in the log: reads then fail with <see cref="IOException"/> and writes
/// with <see cref="InvalidOperationException"/>, which would otherwise count as faults of the service. What a caller is told travels in a
/// header, and is cut where it names something so long that clients would take the whole answer for broken.
/// </summary>
internal sealed partial class CallEnd(ILogger<CallEnd> logger) : Interceptor
{
    private const string Unreadable = "A message of the call cannot be read: it is none of this rpc.";
    private const string StatusHeader = "grpc-status";
    private const string MessageHeader = "grpc-message";
    private const string UnknownStatus = "2";
    private const int MaxDetail = 4_000; // bytes in the header
    private const int EscapedByte = 3;

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, () => continuation(request, context));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, () => continuation(requestStream, context));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, () => Valued(continuation(request, responseStream, context)));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, () => Valued(continuation(requestStream, responseStream, context)));

    /// <summary>As much of a detail as fits: clients take as little as 8 KiB of headers, in which what is not ASCII is escaped.</summary>
    internal static string Short(string detail)
    {
        var (length, taken) = (0, 0);
        foreach (var rune in detail.EnumerateRunes())
        {
            length += rune.IsAscii ? 1 : EscapedByte * rune.Utf8SequenceLength;
            if (length > MaxDetail)
                return $"{detail[..taken]}…";
            taken += rune.Utf16SequenceLength;
        }

        return detail;
    }

    /// <summary>
    /// The library reads a single question before anybody else hears of the call, and takes one that it cannot read for a fault of the
    /// service: UNKNOWN. It is the caller's.
    /// </summary>
    internal static async Task TellUnreadableAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (!GrpcCall.Is(context.Request) || context.Items.ContainsKey(typeof(CallEnd)))
            return;
        var status = context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers is { IsReadOnly: false } trailers
            && trailers.ContainsKey(StatusHeader) ? trailers : context.Response.Headers;
        if (status.IsReadOnly || status[StatusHeader].ToString() != UnknownStatus)
            return;
        status[StatusHeader] = ((int)StatusCode.InvalidArgument).ToString(CultureInfo.InvariantCulture);
        status[MessageHeader] = Uri.EscapeDataString(Unreadable);
    }

    private async Task<T> RunAsync<T>(ServerCallContext context, Func<Task<T>> call)
    {
        if (context.GetHttpContext() is { } http)
            http.Items[typeof(CallEnd)] = true;
        try
        {
            return await call();
        }
        catch (RpcException refused) when (Short(refused.Status.Detail) is var told && told.Length != refused.Status.Detail.Length)
        {
            throw new RpcException(new Status(refused.StatusCode, told), refused.Trailers);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, Unreadable));
        }
        catch (Exception ended) when (IsDeparture(ended, context.CancellationToken))
        {
            LogDeparted(context.Method, ended.Message);
            throw new RpcException(new Status(StatusCode.Cancelled, "The caller has left, or its deadline is over."));
        }
    }

    // A read may fail a moment before the token says that the caller has left; handlers read nothing but their calls.
    private static bool IsDeparture(Exception ended, CancellationToken left) =>
        ended is IOException || (ended is InvalidOperationException or OperationCanceledException && left.IsCancellationRequested);

    private static async Task<bool> Valued(Task call)
    {
        await call;
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The caller of {Method} left while it ran: {Reason}")]
    private partial void LogDeparted(string method, string reason);
}
