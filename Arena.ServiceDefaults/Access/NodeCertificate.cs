using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Arena.ServiceDefaults.Access;

/// <summary>The certificate that a node shows to the control plane and to other nodes.</summary>
public static class NodeCertificate
{
    /// <summary>Null when none is configured.</summary>
    /// <exception cref="InvalidOperationException">One of the two files cannot be read, or they do not go together.</exception>
    public static X509Certificate2? Read(AccessOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.NodeCertificate is not { } certificate || options.NodeCertificateKey is not { } key)
            return null;
        try
        {
            return X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new InvalidOperationException(
                $"Access:NodeCertificate '{certificate}' with Access:NodeCertificateKey '{key}' cannot be read: {wrong.Message}", wrong);
        }
    }
}
