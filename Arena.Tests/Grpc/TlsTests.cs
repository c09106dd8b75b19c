using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;

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
    public void Credentials_must_agree_with_the_address()
    {
        var options = new GrpcChannelOptions { Credentials = ChannelCredentials.SecureSsl };
        Assert.ThrowsAny<Exception>(() => GrpcChannel.ForAddress("http://127.0.0.1:1", options));
        Assert.Throws<ArgumentException>(() => GrpcChannel.ForAddress("ftp://127.0.0.1:1"));
        Assert.Throws<ArgumentException>(() => ChannelCredentials.Create(
            ChannelCredentials.Insecure, CallCredentials.FromInterceptor((_, _) => Task.CompletedTask)));
    }

    private static X509Certificate2 SelfSigned()
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
