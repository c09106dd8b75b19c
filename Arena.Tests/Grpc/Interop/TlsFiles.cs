using System.Security.Cryptography.X509Certificates;

namespace Arena.Tests.Grpc.Interop;

/// <summary>A self-signed certificate for 127.0.0.1, in memory for us and as PEM files for others.</summary>
internal sealed class TlsFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("arena-interop-");

    internal TlsFiles()
    {
        X509 = TlsTests.SelfSigned();
        File.WriteAllText(Certificate, X509.ExportCertificatePem());
        using var key = X509.GetECDsaPrivateKey()!;
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
    }

    internal X509Certificate2 X509 { get; }

    internal string Certificate => Path.Combine(_folder.FullName, "cert.pem");

    internal string Key => Path.Combine(_folder.FullName, "key.pem");

    public void Dispose()
    {
        X509.Dispose();
        _folder.Delete(recursive: true);
    }
}
