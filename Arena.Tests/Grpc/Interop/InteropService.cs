using Google.Protobuf;
using Grpc.Core;

namespace Arena.Tests.Grpc.Interop;

/// <summary>The server's half of the interoperability cases.</summary>
public sealed class InteropService : TestService.TestServiceBase
{
    internal const string EchoInitial = "x-grpc-test-echo-initial";
    internal const string EchoTrailing = "x-grpc-test-echo-trailing-bin";

    public override Task<Empty> EmptyCall(Empty request, ServerCallContext context) => Task.FromResult(new Empty());

    public override async Task<SimpleResponse> UnaryCall(SimpleRequest request, ServerCallContext context)
    {
        CheckCompression(request.ExpectCompressed, context);
        await EchoMetadataAsync(context, request.ResponseCompressed?.Value);
        Fail(request.ResponseStatus);
        context.WriteOptions = Writing(request.ResponseCompressed);
        return new SimpleResponse { Payload = Zeros(request.ResponseSize) };
    }

    public override async Task StreamingOutputCall(
        StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> responseStream, ServerCallContext context)
    {
        await EchoMetadataAsync(context, request.ResponseParameters.Any(p => p.Compressed is { Value: true }));
        await AnswerAsync(request, responseStream);
    }

    public override async Task<StreamingInputCallResponse> StreamingInputCall(
        IAsyncStreamReader<StreamingInputCallRequest> requestStream, ServerCallContext context)
    {
        var size = 0;
        await foreach (var request in requestStream.ReadAllAsync())
        {
            CheckCompression(request.ExpectCompressed, context);
            size += request.Payload.Body.Length;
        }

        return new StreamingInputCallResponse { AggregatedPayloadSize = size };
    }

    public override async Task FullDuplexCall(
        IAsyncStreamReader<StreamingOutputCallRequest> requestStream,
        IServerStreamWriter<StreamingOutputCallResponse> responseStream,
        ServerCallContext context)
    {
        await EchoMetadataAsync(context, compressed: null);
        await foreach (var request in requestStream.ReadAllAsync())
        {
            Fail(request.ResponseStatus);
            await AnswerAsync(request, responseStream);
        }
    }

    private static async Task AnswerAsync(
        StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> responses)
    {
        foreach (var parameters in request.ResponseParameters)
        {
            responses.WriteOptions = Writing(parameters.Compressed);
            await responses.WriteAsync(new StreamingOutputCallResponse { Payload = Zeros(parameters.Size) });
        }
    }

    private static WriteOptions? Writing(BoolValue? compressed) =>
        compressed is { Value: false } ? new WriteOptions(WriteFlags.NoCompress) : null;

    private static void CheckCompression(BoolValue? expected, ServerCallContext context)
    {
        var encoding = context.GetHttpContext().Request.Headers["grpc-encoding"].ToString();
        if (expected is { Value: true } && encoding is "" or "identity")
            throw new RpcException(new Status(StatusCode.InvalidArgument, "The request was to be compressed."));
    }

    private static async Task EchoMetadataAsync(ServerCallContext context, bool? compressed)
    {
        if (context.RequestHeaders.GetValueBytes(EchoTrailing) is { } trailing)
            context.ResponseTrailers.Add(EchoTrailing, trailing);
        var headers = new Metadata();
        if (compressed == true)
            headers.Add("grpc-internal-encoding-request", "gzip");
        if (context.RequestHeaders.GetValue(EchoInitial) is { } initial)
            headers.Add(EchoInitial, initial);
        if (headers.Count > 0)
            await context.WriteResponseHeadersAsync(headers);
    }

    private static void Fail(EchoStatus? status)
    {
        if (status is not null)
            throw new RpcException(new Status((StatusCode)status.Code, status.Message));
    }

    private static Payload Zeros(int size) => new() { Body = ByteString.CopyFrom(new byte[size]) };
}
