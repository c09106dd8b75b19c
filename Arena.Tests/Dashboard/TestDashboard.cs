using System.Net.Http.Headers;
using Arena.Dashboard;
using Arena.Dashboard.Access;
using Arena.Dashboard.Settings;
using Arena.Dashboard.Telemetry;
using Google.Protobuf;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arena.Tests.Dashboard;

/// <summary>A real dashboard on free ports of 127.0.0.1.</summary>
internal sealed class TestDashboard : IAsyncDisposable
{
    public const string Token = "browser-token";
    public const string OtlpKey = "otlp-key";
    public const string QueryKey = "query-key";

    private readonly DashboardHost _host;
    private readonly GrpcChannel _channel;

    private TestDashboard(DashboardHost host)
    {
        _host = host;
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.AddressOf(Listener.Frontend) };
        Otlp = new HttpClient { BaseAddress = host.AddressOf(Listener.OtlpHttp) };
        _channel = GrpcChannel.ForAddress(host.AddressOf(Listener.OtlpGrpc));
    }

    /// <summary>Without any key or cookie.</summary>
    public HttpClient Client { get; }

    public HttpClient Otlp { get; }

    public GrpcChannel Channel => _channel;

    public TelemetryStore Store => _host.Services.GetRequiredService<TelemetryStore>();

    public T Service<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public static async Task<TestDashboard> StartAsync(Func<DashboardSettings, DashboardSettings>? change = null, TimeProvider? time = null)
    {
        var settings = new DashboardSettings
        {
            DataDirectory = Directory.CreateTempSubdirectory("arena-test-dashboard-").FullName, IsEphemeral = true,
            FrontendPort = 0, OtlpGrpcPort = 0, OtlpHttpPort = 0,
            BrowserToken = Token, OtlpApiKey = OtlpKey, QueryApiKey = QueryKey,
        };
        var host = DashboardHost.Create(change?.Invoke(settings) ?? settings, time, builder => builder.Logging.ClearProviders());
        await host.StartAsync(CancellationToken.None);
        return new TestDashboard(host);
    }

    public Uri AddressOf(Listener listener) => _host.AddressOf(listener);

    public async Task<HttpResponseMessage> SendAsync(
        string path, ReadOnlyMemory<byte> body, string contentType = "application/x-protobuf", string? key = OtlpKey, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (encoding is not null)
            request.Content.Headers.ContentEncoding.Add(encoding);
        if (key is not null)
            request.Headers.Add("x-otlp-api-key", key);
        return await Otlp.SendAsync(request);
    }

    public async Task<HttpResponseMessage> QueryAsync(string path, string? key = QueryKey, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
            request.Headers.Add("X-API-Key", key);
        return await Client.SendAsync(request, completion);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Otlp.Dispose();
        _channel.Dispose();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _host.StopAsync(now.Token);
        await _host.DisposeAsync();
    }
}
