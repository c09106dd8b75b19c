using System.Net;

namespace Arena.Benchmarks.Grpc;

/// <summary>The floor: what a bare HttpClient does on the same server with the same bytes.</summary>
internal sealed class RawLoads(Uri server) : IDisposable
{
    private readonly HttpMessageInvoker _http = CreateInvoker();
    private readonly byte[] _small = new byte[GrpcLoads.SmallSize + 7];
    private readonly byte[] _large = new byte[GrpcLoads.LargeSize];

    internal static HttpMessageInvoker CreateInvoker() => new(CreateHandler());

    internal static SocketsHttpHandler CreateHandler() => new()
    {
        EnableMultipleHttp2Connections = true,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    };

    internal static HttpRequestMessage Request(HttpMethod method, Uri uri) =>
        new(method, uri) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };

    internal async Task<long> EchoAsync()
    {
        await PostAsync("/raw/echo", _small);
        return 1;
    }

    internal async Task<long> UploadAsync()
    {
        await PostAsync("/raw/take", _large);
        return _large.Length;
    }

    internal async Task<long> DownloadAsync() => await PostAsync($"/raw/give?bytes={GrpcLoads.LargeSize}", []);

    /// <summary>One duplex stream; each turn waits for the echo of the last.</summary>
    internal async Task<double> PingPongAsync(TimeSpan time)
    {
        var content = new DuplexContent();
        using var request = Request(HttpMethod.Post, new Uri(server, "/raw/duplex"));
        request.Content = content;
        using var response = await _http.SendAsync(request, CancellationToken.None);
        var output = await content.Stream;
        await using var input = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[_small.Length];
        var rate = await Load.RunAsync(time, 1, async () =>
        {
            await output.WriteAsync(_small);
            await output.FlushAsync();
            await input.ReadExactlyAsync(buffer);
            return 1;
        });
        content.Complete();
        await input.CopyToAsync(Stream.Null);
        return rate;
    }

    public void Dispose() => _http.Dispose();

    private async Task<long> PostAsync(string path, byte[] body)
    {
        using var request = Request(HttpMethod.Post, new Uri(server, path));
        request.Content = new ByteArrayContent(body);
        using var response = await _http.SendAsync(request, CancellationToken.None);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var (buffer, total) = (new byte[Math.Min(body.Length == 0 ? 64 * 1024 : body.Length, 64 * 1024)], 0L);
        while (await stream.ReadAsync(buffer) is var count and > 0)
            total += count;
        return total;
    }

    private sealed class DuplexContent : HttpContent
    {
        private readonly TaskCompletionSource<Stream> _stream = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<Stream> Stream => _stream.Task;

        internal void Complete() => _complete.SetResult();

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
