using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Arena.Tests.Grpc.Interop;

/// <summary>
/// gRPC's interoperability cases against peers nobody here wrote, both ways, in the clear and over TLS. The table of
/// what came of it is printed, and kept in artifacts/grpc-interop.txt.
/// </summary>
public sealed class InteropTests(InteropTable table, ITestOutputHelper output) : IClassFixture<InteropTable>
{
    /// <summary>What a grpc-js server has no way to do: choose the compression of one call or message.</summary>
    private static readonly HashSet<string> NotOnNodeServer = ["server_compressed_unary", "server_compressed_streaming"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Own_client_passes_on_own_server(bool tls) => OwnServerAsync("arena", tls, async (server, files) =>
        await RunOwnCasesAsync(server.Address, files, skip: [], probe: true));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Own_client_over_HttpClient_passes_on_own_server(bool tls) => OwnServerAsync("arena over HttpClient", tls, async (server, files) =>
        await RunOwnCasesAsync(server.Address, files, skip: [], probe: true, overHttpClient: true));

    [PeerTheory(PeerTools.Python)]
    [InlineData(false)]
    [InlineData(true)]
    public Task Grpcio_client_passes_on_own_server(bool tls) => OwnServerAsync(PeerTools.Python, tls, (server, files) =>
        Peer.RunCasesAsync(PeerTools.Python, server.Address.Authority, files));

    [PeerTheory(PeerTools.Node)]
    [InlineData(false)]
    [InlineData(true)]
    public Task Grpc_js_client_passes_on_own_server(bool tls) => OwnServerAsync(PeerTools.Node, tls, (server, files) =>
        Peer.RunCasesAsync(PeerTools.Node, server.Address.Authority, files));

    [PeerTheory(PeerTools.Python)]
    [InlineData(false)]
    [InlineData(true)]
    public Task Own_client_passes_on_grpcio_server(bool tls) => OwnClientAsync(PeerTools.Python, tls, skip: []);

    [PeerTheory(PeerTools.Python)]
    [InlineData(false)]
    [InlineData(true)]
    public Task Own_client_over_HttpClient_passes_on_grpcio_server(bool tls) =>
        OwnClientAsync(PeerTools.Python, tls, skip: [], overHttpClient: true);

    [PeerTheory(PeerTools.Node)]
    [InlineData(false)]
    [InlineData(true)]
    public Task Own_client_passes_on_grpc_js_server(bool tls) => OwnClientAsync(PeerTools.Node, tls, NotOnNodeServer);

    [PeerTheory(PeerTools.Python)]
    [InlineData("health", "reflection_v1", "reflection_v1alpha")]
    public async Task Grpcio_asks_for_health_and_reflection(params string[] questions)
    {
        await using var server = await TrialServer.StartAsync(
            services: services =>
            {
                services.AddGrpcHealthChecks();
                services.AddGrpcReflection();
            },
            map: app =>
            {
                app.MapGrpcService<InteropService>();
                app.MapGrpcHealthChecksService();
                app.MapGrpcReflectionService();
            });
        var answers = await Peer.RunCasesAsync(PeerTools.Python, server.Address.Authority, tls: null, role: "probe");
        Assert.Equal(questions, answers.Where(a => a.Outcome == "ok").Select(a => a.Name));
    }

    private async Task OwnServerAsync(string client, bool tls, Func<TrialServer, TlsFiles?, Task<IReadOnlyList<CaseResult>>> run)
    {
        using var files = tls ? new TlsFiles() : null;
        await using var server = await TrialServer.StartAsync(map: app => app.MapGrpcService<InteropService>(), certificate: files?.X509);
        Judge($"{client} to arena", tls, await run(server, files));
    }

    private async Task OwnClientAsync(string kind, bool tls, HashSet<string> skip, bool overHttpClient = false)
    {
        using var files = tls ? new TlsFiles() : null;
        await using var peer = await Peer.ServeAsync(kind, files);
        var address = new Uri($"{(tls ? "https" : "http")}://127.0.0.1:{peer.Port}");
        Judge($"arena{(overHttpClient ? " over HttpClient" : "")} to {kind}", tls, await RunOwnCasesAsync(address, files, skip, probe: false, overHttpClient));
    }

    private static async Task<IReadOnlyList<CaseResult>> RunOwnCasesAsync(
        Uri address, TlsFiles? files, HashSet<string> skip, bool probe, bool overHttpClient = false)
    {
        var gzip = new CountingGzip();
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate?.GetCertHashString() == files?.X509.GetCertHashString();
        using var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            Credentials = files is null || overHttpClient ? null : new SslCredentials(files.X509.ExportCertificatePem()),
            CompressionProviders = [gzip],
            HttpHandler = overHttpClient ? handler : null,
        });
        var cases = new InteropCases(channel.CreateCallInvoker(), gzip, probe);
        var results = new List<CaseResult>();
        foreach (var (name, run) in InteropCases.All)
            results.Add(
                skip.Contains(name) ? new CaseResult(name, "n/a", "the peer has no API for it")
                : await Record.ExceptionAsync(() => run(cases)) is { } error ? new CaseResult(name, "fail", error.Message.ReplaceLineEndings(" "))
                : new CaseResult(name, "ok", ""));
        return results;
    }

    private void Judge(string pair, bool tls, IReadOnlyList<CaseResult> results)
    {
        table.Add($"{pair}, {(tls ? "tls" : "h2c")}", results);
        output.WriteLine(table.ToString());
        Assert.Equal(InteropCases.All.Keys.Order(), results.Select(r => r.Name).Order());
        Assert.DoesNotContain(results, r => r.Outcome == "fail");
    }
}
