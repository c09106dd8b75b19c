using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Arena.ServiceDefaults.Access;

/// <summary>
/// A key as its holder shows it: <c>arena_ID_SECRET</c>. The secret is 256 random bits, so a plain hash of it can be kept: nobody tries
/// out as many.
/// </summary>
public static class ApiKey
{
    /// <summary>What every key begins with, so that it is recognised where it should not be.</summary>
    public const string Prefix = "arena_";

    private const int IdBytes = 6;
    private const int SecretBytes = 32;

    /// <summary>A new one: what its holder shows, and what is kept of it.</summary>
    public static (string Key, string Id, byte[] SecretHash) New()
    {
        var id = RandomNumberGenerator.GetHexString(2 * IdBytes, lowercase: true);
        var secret = RandomNumberGenerator.GetHexString(2 * SecretBytes, lowercase: true);
        return ($"{Prefix}{id}_{secret}", id, HashOf(secret));
    }

    /// <summary>False when it is not written as a key is.</summary>
    public static bool TryRead(string key, [NotNullWhen(true)] out string? id, [NotNullWhen(true)] out string? secret)
    {
        ArgumentNullException.ThrowIfNull(key);
        (id, secret) = (null, null);
        if (key.Split('_') is not ["arena", { Length: 2 * IdBytes } first, { Length: 2 * SecretBytes } second])
            return false;
        (id, secret) = (first, second);
        return first.All(char.IsAsciiHexDigitLower) && second.All(char.IsAsciiHexDigitLower);
    }

    /// <summary>What is kept of a secret.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether a secret is the one of a hash; it takes as long either way.</summary>
    public static bool Matches(string secret, ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(HashOf(secret), hash);
}
