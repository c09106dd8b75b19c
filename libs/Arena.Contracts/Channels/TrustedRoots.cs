using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Arena.Contracts.Channels;

/// <summary>Certificates that others must lead to.</summary>
public static class TrustedRoots
{
    /// <summary>The certificates of a PEM file.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read, or has none.</exception>
    public static X509Certificate2Collection Read(string path)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException($"The file of trusted roots '{path}' cannot be read: {unreadable.Message}", unreadable);
        }

        return roots.Count > 0
            ? roots
            : throw new InvalidOperationException(
                $"The file of trusted roots '{path}' has no certificate; wanted at least one in PEM ('-----BEGIN CERTIFICATE-----').");
    }
}
