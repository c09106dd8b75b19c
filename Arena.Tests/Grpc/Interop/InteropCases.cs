using Google.Protobuf;
using Grpc.Core;

namespace Arena.Tests.Grpc.Interop;

/// <summary>
/// The client's half of the interoperability cases, by their official names. A server whose API does not show whether
/// a request was compressed is not probed for it.
/// </summary>
internal sealed class InteropCases(CallInvoker channel, CountingGzip gzip, bool probe)
{
    private static readonly int[] RequestSizes = [27182, 8, 1828, 45904];
    private static readonly int[] ResponseSizes = [31415, 9, 2653, 58979];
    private const string Special = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";

    private readonly TestService.TestServiceClient _client = new(channel);

    internal static IReadOnlyDictionary<string, Func<InteropCases, Task>> All { get; } = new Dictionary<string, Func<InteropCases, Task>>
    {
        ["empty_unary"] = c => c.EmptyUnaryAsync(),
        ["large_unary"] = c => c.LargeUnaryAsync(),
        ["client_streaming"] = c => c.ClientStreamingAsync(),
        ["server_streaming"] = c => c.ServerStreamingAsync(),
        ["ping_pong"] = c => c.PingPongAsync(),
        ["empty_stream"] = c => c.EmptyStreamAsync(),
        ["client_compressed_unary"] = c => c.ClientCompressedUnaryAsync(),
        ["server_compressed_unary"] = c => c.ServerCompressedUnaryAsync(),
        ["client_compressed_streaming"] = c => c.ClientCompressedStreamingAsync(),
        ["server_compressed_streaming"] = c => c.ServerCompressedStreamingAsync(),
        ["timeout_on_sleeping_server"] = c => c.TimeoutOnSleepingServerAsync(),
        ["cancel_after_begin"] = c => c.CancelAfterBeginAsync(),
        ["cancel_after_first_response"] = c => c.CancelAfterFirstResponseAsync(),
        ["status_code_and_message"] = c => c.StatusCodeAndMessageAsync("test status message"),
        ["special_status_message"] = c => c.StatusCodeAndMessageAsync(Special),
        ["unimplemented_method"] = c => c.UnimplementedMethodAsync(),
        ["unimplemented_service"] = c => c.UnimplementedServiceAsync(),
        ["custom_metadata"] = c => c.CustomMetadataAsync(),
    };

    private async Task EmptyUnaryAsync() => Assert.Equal(0, (await _client.EmptyCallAsync(new Empty())).CalculateSize());

    private async Task LargeUnaryAsync() =>
        Assert.Equal(314159, (await _client.UnaryCallAsync(Large())).Payload.Body.Length);

    private async Task ClientStreamingAsync()
    {
        using var call = _client.StreamingInputCall();
        foreach (var size in RequestSizes)
            await call.RequestStream.WriteAsync(new StreamingInputCallRequest { Payload = Zeros(size) });
        await call.RequestStream.CompleteAsync();
        Assert.Equal(74922, (await call).AggregatedPayloadSize);
    }

    private async Task ServerStreamingAsync()
    {
        var request = new StreamingOutputCallRequest();
        request.ResponseParameters.AddRange(ResponseSizes.Select(size => new ResponseParameters { Size = size }));
        using var call = _client.StreamingOutputCall(request);
        Assert.Equal(ResponseSizes, await SizesAsync(call.ResponseStream));
    }

    private async Task PingPongAsync()
    {
        using var call = _client.FullDuplexCall();
        for (var i = 0; i < RequestSizes.Length; i++)
        {
            await call.RequestStream.WriteAsync(Ask(RequestSizes[i], ResponseSizes[i]));
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(ResponseSizes[i], call.ResponseStream.Current.Payload.Body.Length);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    private async Task EmptyStreamAsync()
    {
        using var call = _client.FullDuplexCall();
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    private async Task ClientCompressedUnaryAsync()
    {
        var request = Large();
        request.ExpectCompressed = new BoolValue { Value = true };
        if (probe)
            await FailsAsync(StatusCode.InvalidArgument, _client.UnaryCallAsync(request).ResponseAsync);
        Assert.Equal(314159, (await _client.UnaryCallAsync(request, Gzip())).Payload.Body.Length);
        request.ExpectCompressed.Value = false;
        Assert.Equal(314159, (await _client.UnaryCallAsync(request)).Payload.Body.Length);
    }

    private async Task ServerCompressedUnaryAsync()
    {
        foreach (var compressed in new[] { true, false })
        {
            var request = Large();
            request.ResponseCompressed = new BoolValue { Value = compressed };
            var before = gzip.Decompressed;
            Assert.Equal(314159, (await _client.UnaryCallAsync(request)).Payload.Body.Length);
            Assert.Equal(compressed ? 1 : 0, gzip.Decompressed - before);
        }
    }

    private async Task ClientCompressedStreamingAsync()
    {
        if (probe)
        {
            using var uncompressed = _client.StreamingInputCall();
            await uncompressed.RequestStream.WriteAsync(Part(27182, expectCompressed: true));
            await uncompressed.RequestStream.CompleteAsync();
            await FailsAsync(StatusCode.InvalidArgument, uncompressed.ResponseAsync);
        }

        using var call = _client.StreamingInputCall(Gzip());
        await call.RequestStream.WriteAsync(Part(27182, expectCompressed: true));
        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        await call.RequestStream.WriteAsync(Part(45904, expectCompressed: false));
        await call.RequestStream.CompleteAsync();
        Assert.Equal(73086, (await call).AggregatedPayloadSize);
    }

    private async Task ServerCompressedStreamingAsync()
    {
        var before = gzip.Decompressed;
        using var call = _client.StreamingOutputCall(new StreamingOutputCallRequest
        {
            ResponseParameters =
            {
                new ResponseParameters { Size = 31415, Compressed = new BoolValue { Value = true } },
                new ResponseParameters { Size = 92653, Compressed = new BoolValue { Value = false } },
            },
        });
        Assert.Equal([31415, 92653], await SizesAsync(call.ResponseStream));
        Assert.Equal(1, gzip.Decompressed - before);
    }

    private async Task TimeoutOnSleepingServerAsync()
    {
        using var call = _client.FullDuplexCall(deadline: DateTime.UtcNow.AddMilliseconds(1));
        await Record.ExceptionAsync(() => call.RequestStream.WriteAsync(new StreamingOutputCallRequest { Payload = Zeros(27182) }));
        await FailsAsync(StatusCode.DeadlineExceeded, SizesAsync(call.ResponseStream));
    }

    private async Task CancelAfterBeginAsync()
    {
        using var cancellation = new CancellationTokenSource();
        using var call = _client.StreamingInputCall(cancellationToken: cancellation.Token);
        cancellation.Cancel();
        await FailsAsync(StatusCode.Cancelled, call.ResponseAsync);
    }

    private async Task CancelAfterFirstResponseAsync()
    {
        using var cancellation = new CancellationTokenSource();
        using var call = _client.FullDuplexCall(cancellationToken: cancellation.Token);
        await call.RequestStream.WriteAsync(Ask(27182, 31415));
        Assert.True(await call.ResponseStream.MoveNext());
        cancellation.Cancel();
        await FailsAsync(StatusCode.Cancelled, SizesAsync(call.ResponseStream));
    }

    private async Task StatusCodeAndMessageAsync(string message)
    {
        var status = new EchoStatus { Code = 2, Message = message };
        var unary = await FailsAsync(StatusCode.Unknown, _client.UnaryCallAsync(new SimpleRequest { ResponseStatus = status }).ResponseAsync);
        Assert.Equal(message, unary.Status.Detail);
        using var call = _client.FullDuplexCall();
        await call.RequestStream.WriteAsync(new StreamingOutputCallRequest { ResponseStatus = status });
        await call.RequestStream.CompleteAsync();
        Assert.Equal(message, (await FailsAsync(StatusCode.Unknown, SizesAsync(call.ResponseStream))).Status.Detail);
    }

    private async Task UnimplementedMethodAsync() =>
        await FailsAsync(StatusCode.Unimplemented, _client.UnimplementedCallAsync(new Empty()).ResponseAsync);

    private async Task UnimplementedServiceAsync() => await FailsAsync(
        StatusCode.Unimplemented,
        new UnimplementedService.UnimplementedServiceClient(channel).UnimplementedCallAsync(new Empty()).ResponseAsync);

    private async Task CustomMetadataAsync()
    {
        var headers = new Metadata
        {
            { InteropService.EchoInitial, "test_initial_metadata_value" },
            { InteropService.EchoTrailing, [0xAB, 0xAB, 0xAB] },
        };
        using var unary = _client.UnaryCallAsync(Large(), headers);
        await unary;
        await HasEchoesAsync(unary.ResponseHeadersAsync, unary.GetTrailers);
        using var duplex = _client.FullDuplexCall(headers);
        await duplex.RequestStream.WriteAsync(Ask(271828, 314159));
        await duplex.RequestStream.CompleteAsync();
        Assert.Equal([314159], await SizesAsync(duplex.ResponseStream));
        await HasEchoesAsync(duplex.ResponseHeadersAsync, duplex.GetTrailers);

        static async Task HasEchoesAsync(Task<Metadata> initial, Func<Metadata> trailing)
        {
            Assert.Equal("test_initial_metadata_value", (await initial).GetValue(InteropService.EchoInitial));
            Assert.Equal([0xAB, 0xAB, 0xAB], trailing().GetValueBytes(InteropService.EchoTrailing));
        }
    }

    private static async Task<List<int>> SizesAsync(IAsyncStreamReader<StreamingOutputCallResponse> responses)
    {
        var sizes = new List<int>();
        await foreach (var response in responses.ReadAllAsync())
            sizes.Add(response.Payload.Body.Length);
        return sizes;
    }

    private static async Task<RpcException> FailsAsync(StatusCode expected, Task call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal(expected, error.StatusCode);
        return error;
    }

    private static Metadata Gzip() => new() { { "grpc-internal-encoding-request", "gzip" } };

    private static SimpleRequest Large() => new() { ResponseSize = 314159, Payload = Zeros(271828) };

    private static StreamingInputCallRequest Part(int size, bool expectCompressed) =>
        new() { Payload = Zeros(size), ExpectCompressed = new BoolValue { Value = expectCompressed } };

    private static StreamingOutputCallRequest Ask(int requestSize, int responseSize) => new()
    {
        Payload = Zeros(requestSize),
        ResponseParameters = { new ResponseParameters { Size = responseSize } },
    };

    private static Payload Zeros(int size) => new() { Body = ByteString.CopyFrom(new byte[size]) };
}
