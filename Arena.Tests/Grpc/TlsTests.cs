using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Arena.Tests.Grpc;

/// <summary>Channels secured by TLS.</summary>
public sealed class TlsTests
{
    [Fact]
    public async Task Call_over_tls_trusts_the_given_root_and_carries_call_credentials()
    {
        using var certificate = SelfSigned();
        await using var server = await TrialServer.StartAsync(certificate: certificate);
        string? seen = null;
        server.Script.Unary = (ask, context) =>
        {
            seen = context.RequestHeaders.GetValue("authorization");
            return Task.FromResult(TrialScript.Echo(ask));
        };
        var credentials = ChannelCredentials.Create(
            new SslCredentials(certificate.ExportCertificatePem()),
            CallCredentials.FromInterceptor((_, metadata) =>
            {
                metadata.Add("authorization", "Bearer x");
                return Task.CompletedTask;
            }));
        var client = new Trial.TrialClient(server.Channel(o => o.Credentials = credentials));

        Assert.Equal("safe", (await client.UnaryAsync(new Ask { Text = "safe" })).Text);
        Assert.Equal("Bearer x", seen);
    }

    [Fact]
    public async Task Call_over_tls_to_a_stranger_is_unavailable()
    {
        using var certificate = SelfSigned();
        await using var server = await TrialServer.StartAsync(certificate: certificate);
        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync(new Ask()).ResponseAsync);
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    [Fact]
    public async Task Client_certificate_tells_the_handler_who_calls()
    {
        using var certificate = SelfSigned();
        using var clientKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var clientCertificate = new CertificateRequest("CN=caller", clientKey, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var server = await TrialServer.StartAsync(certificate: certificate, kestrel: o => o.ConfigureHttpsDefaults(https =>
        {
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.AllowAnyClientCertificate();
        }));
        AuthContext? seen = null;
        server.Script.Unary = (ask, context) =>
        {
            seen = context.AuthContext;
            return Task.FromResult(TrialScript.Echo(ask));
        };
        var pair = new KeyCertificatePair(clientCertificate.ExportCertificatePem(), clientKey.ExportPkcs8PrivateKeyPem());
        var client = new Trial.TrialClient(server.Channel(o => o.Credentials = new SslCredentials(certificate.ExportCertificatePem(), pair)));

        await client.UnaryAsync(new Ask());

        Assert.True(seen!.IsPeerAuthenticated);
        Assert.Equal("caller", seen.PeerIdentity.Single().Value);
    }

    [Fact]
    public void Credentials_must_agree_with_the_address()
    {
        var options = new GrpcChannelOptions { Credentials = ChannelCredentials.SecureSsl };
        Assert.ThrowsAny<Exception>(() => GrpcChannel.ForAddress("http://127.0.0.1:1", options));
        Assert.Throws<ArgumentException>(() => GrpcChannel.ForAddress("ftp://127.0.0.1:1"));
        Assert.Throws<ArgumentException>(() => ChannelCredentials.Create(
            ChannelCredentials.Insecure, CallCredentials.FromInterceptor((_, _) => Task.CompletedTask)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Verify_peer_callback_has_the_last_word(bool verdict)
    {
        using var certificate = SelfSigned();
        await using var server = await TrialServer.StartAsync(certificate: certificate);
        VerifyPeerContext? seen = null;
        var credentials = new SslCredentials(certificate.ExportCertificatePem(), null, context =>
        {
            seen = context;
            return verdict;
        });
        var client = new Trial.TrialClient(server.Channel(o => o.Credentials = credentials));

        var error = await Record.ExceptionAsync(() => client.UnaryAsync(new Ask()).ResponseAsync);

        Assert.Equal(("127.0.0.1", certificate.ExportCertificatePem()), (seen?.TargetName, seen?.PeerPem));
        Assert.Equal(verdict ? null : StatusCode.Unavailable, (error as RpcException)?.StatusCode);
    }

    [Fact]
    public async Task Verify_peer_callback_does_not_replace_the_ordinary_checks()
    {
        using var certificate = SelfSigned();
        await using var server = await TrialServer.StartAsync(certificate: certificate);
        var client = new Trial.TrialClient(server.Channel(o => o.Credentials = new SslCredentials(null, null, _ => true)));
        var error = await Assert.ThrowsAsync<RpcException>(() => client.UnaryAsync(new Ask()).ResponseAsync);
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    [Fact]
    public async Task Call_credentials_of_channel_and_call_both_arrive_and_know_their_method()
    {
        using var certificate = SelfSigned();
        await using var server = await TrialServer.StartAsync(certificate: certificate);
        Metadata? seen = null;
        server.Script.Unary = (ask, context) =>
        {
            seen = context.RequestHeaders;
            return Task.FromResult(TrialScript.Echo(ask));
        };
        var credentials = ChannelCredentials.Create(
            new SslCredentials(certificate.ExportCertificatePem()),
            CallCredentials.Compose(Adds("a", c => c.MethodName), Adds("b", c => c.ServiceUrl)));
        var client = new Trial.TrialClient(server.Channel(o => o.Credentials = credentials));

        await client.UnaryAsync(new Ask(), new CallOptions(credentials: Adds("c", _ => "call")));

        Assert.Equal("Unary", seen?.GetValue("a"));
        Assert.Equal($"{server.Address.GetLeftPart(UriPartial.Authority)}/arena.tests.grpc.Trial", seen?.GetValue("b"));
        Assert.Equal("call", seen?.GetValue("c"));

        static CallCredentials Adds(string key, Func<AuthInterceptorContext, string> value) =>
            CallCredentials.FromInterceptor((context, metadata) =>
            {
                metadata.Add(key, value(context));
                return Task.CompletedTask;
            });
    }

    internal static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=trial", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
