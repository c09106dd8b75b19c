using System.Security.Cryptography;
using System.Text;

namespace Arena.Dashboard.Access;

internal static class Secrets
{
    /// <summary>Compares in a time that tells nothing of where they differ. Without a secret everything is right.</summary>
    public static bool Match(string? wanted, string? given) =>
        wanted is null || (given is not null && CryptographicOperations.FixedTimeEquals(Hash(wanted), Hash(given)));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
