using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Arena.Core.Proofs;

/// <summary>
/// A public key that signs notes (<c>c2sp.org/signed-note</c>), as <c>NAME+HASH+KEY</c>: Ed25519, the only kind that there is here.
/// </summary>
/// <param name="Name">Whose: not empty, without spaces and plus signs.</param>
/// <param name="PublicKey">32 bytes.</param>
public sealed record NoteKey(string Name, byte[] PublicKey)
{
    internal const byte Ed25519 = 1;

    private const int HashDigits = 8;

    /// <summary>The beginning of SHA-256 over name and key, by which signatures name it.</summary>
    public uint Hash { get; } = HashOf(Name, PublicKey);

    /// <summary>Reads one; otherwise <paramref name="fault"/> is a sentence that says what it is not.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out NoteKey? key, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        (key, fault) = (null, null);
        var parts = text.Split('+', 3);
        if (parts.Length != 3 || parts[1].Length != HashDigits || !IsName(parts[0]))
            fault = "it is not NAME+HASH+KEY, with eight hexadecimal digits as its hash";
        else if (ReadKey(parts[2]) is not { } publicKey)
            fault = "its key is not one of Ed25519 in base64";
        else if (!uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash)
            || hash != HashOf(parts[0], publicKey))
            fault = "its hash is not that of its name and key";
        else
            key = new NoteKey(parts[0], publicKey);
        return key is not null;
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => $"{Name}+{Hash:x8}+{Convert.ToBase64String([Ed25519, .. PublicKey])}";

    /// <summary>Whether this key signed a text so (RFC 8032).</summary>
    public bool Verifies(ReadOnlySpan<byte> text, byte[] signature) =>
        signature.Length == Ed25519PrivateKeyParameters.SignatureSize
        && Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Verify(signature, 0, PublicKey, 0, text.ToArray(), 0, text.Length);

    internal static bool IsName(string name) => name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');

    // The algorithm's number and the key.
    internal static byte[]? ReadKey(string base64)
    {
        var bytes = new byte[1 + Ed25519PublicKeyParameters.KeySize];
        return Convert.TryFromBase64String(base64, bytes, out var read) && read == bytes.Length && bytes[0] == Ed25519
            && Convert.ToBase64String(bytes) == base64
            ? bytes[1..]
            : null;
    }

    private static uint HashOf(string name, byte[] publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519, .. publicKey]));
}
