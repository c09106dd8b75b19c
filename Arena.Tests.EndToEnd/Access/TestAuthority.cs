using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Arena.Tests.EndToEnd.Access;

/// <summary>Somebody who issues certificates, with what was issued in files.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("arena-authority-");
    private readonly X509Certificate2 _own;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=an authority of tests", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _own = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(10));
        File.WriteAllText(Certificate, _own.ExportCertificatePem());
    }

    /// <summary>The authority's own certificate.</summary>
    public string Certificate => Path.Combine(_folder.FullName, "authority.pem");

    /// <summary>Issues a certificate, and returns the settings of a node that shows it.</summary>
    public (string Key, string? Value)[] Issue(string name, bool isForClients = true, TimeSpan? ends = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(isForClients ? ClientUse : ServerUse)], false));
        var now = DateTimeOffset.UtcNow;
        using var issued = request.Create(
            _own, now.AddDays(-5), now + (ends ?? TimeSpan.FromDays(1)), RandomNumberGenerator.GetBytes(16));
        var (certificate, secret) = (Path.Combine(_folder.FullName, $"{name}.pem"), Path.Combine(_folder.FullName, $"{name}.key"));
        File.WriteAllText(certificate, issued.ExportCertificatePem());
        File.WriteAllText(secret, key.ExportPkcs8PrivateKeyPem());
        return [("Access:NodeCertificate", certificate), ("Access:NodeCertificateKey", secret)];
    }

    public void Dispose()
    {
        _own.Dispose();
        _folder.Delete(recursive: true);
    }
}
