using System.Diagnostics;
using System.Net;

namespace Arena.Benchmarks.Grpc;

/// <summary>What a bare HttpClient does on the same server with the same bytes.</summary>
internal sealed class Floor(Uri server) : IDisposable
{
    public const string Path = "/floor";

    // A gRPC message of the parcel: its length, the field's tag and length, and the bytes.
    private static readonly byte[] _message = new byte[Parcels.Size + 7];
    private readonly HttpMessageInvoker _http =
        new(new SocketsHttpHandler { EnableMultipleHttp2Connections = true, ActivityHeadersPropagator = null });

    public async Task<long> EchoAsync()
    {
        using var response = await SendAsync(new ByteArrayContent(_message));
        await using var input = await response.Content.ReadAsStreamAsync();
        await input.ReadExactlyAsync(new byte[_message.Length]);
        return await input.ReadAsync(new byte[1]) == 0 ? 1 : throw new InvalidDataException("more came back than was sent");
    }

    /// <summary>One stream that is written as fast as it takes, a message to a flush, and read beside.</summary>
    public async Task<double> PipelinedAsync(TimeSpan time)
    {
        var content = new OpenContent();
        using var response = await SendAsync(content);
        var output = await content.Stream;
        var reading = CountAsync(response);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < time)
        {
            await output.WriteAsync(_message);
            await output.FlushAsync();
        }

        content.Complete();
        return await reading / _message.Length / clock.Elapsed.TotalSeconds;
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, Path))
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = content,
        };
        return await _http.SendAsync(request, CancellationToken.None);
    }

    private static async Task<double> CountAsync(HttpResponseMessage response)
    {
        await using var input = await response.Content.ReadAsStreamAsync();
        var (buffer, total) = (new byte[64 * 1024], 0L);
        while (await input.ReadAsync(buffer) is var count and > 0)
            total += count;
        return total;
    }

    private sealed class OpenContent : HttpContent
    {
        private readonly TaskCompletionSource<Stream> _stream = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Stream> Stream => _stream.Task;

        public void Complete() => _complete.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.FlushAsync();
            _stream.SetResult(stream);
            await _complete.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = -1;
            return false;
        }
    }
}
