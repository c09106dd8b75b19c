using System.Diagnostics.CodeAnalysis;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;

namespace Arena.Core.Proofs;

/// <summary>A private key that signs notes, as <c>PRIVATE+KEY+NAME+HASH+SEED</c>. Whoever has it signs in its name.</summary>
public sealed class NoteSigner
{
    /// <summary>How many bytes a key is made from.</summary>
    public const int SeedSize = 32;

    private const string Prefix = "PRIVATE+KEY+";

    private readonly byte[] _seed;
    private readonly Ed25519PrivateKeyParameters _private;

    /// <param name="name">Not empty, without spaces and plus signs.</param>
    /// <param name="seed">32 bytes that nobody can guess.</param>
    public NoteSigner(string name, byte[] seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        if (!NoteKey.IsName(name))
            throw new ArgumentException($"'{name}' is not the name of a key: wanted one without spaces and plus signs", nameof(name));
        if (seed.Length != SeedSize)
            throw new ArgumentException($"a key is made from {SeedSize} bytes, not from {seed.Length}", nameof(seed));
        (_seed, _private) = (seed, new Ed25519PrivateKeyParameters(seed));
        Key = new NoteKey(name, _private.GeneratePublicKey().GetEncoded());
    }

    /// <summary>What its signatures are verified with.</summary>
    public NoteKey Key { get; }

    /// <summary>Reads one; otherwise <paramref name="fault"/> is a sentence that says what it is not, without what is secret.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out NoteSigner? signer, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        (signer, fault) = (null, "it is not PRIVATE+KEY+NAME+HASH+SEED, of Ed25519");
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var parts = text[Prefix.Length..].Split('+', 3);
        if (parts.Length != 3 || !NoteKey.IsName(parts[0]) || NoteKey.ReadKey(parts[2]) is not { } seed)
            return false;
        var read = new NoteSigner(parts[0], seed);
        if ($"{read.Key.Hash:x8}" != parts[1])
        {
            fault = "its hash is not that of its name and key";
            return false;
        }

        (signer, fault) = (read, null);
        return true;
    }

    /// <summary>The secret, as it is written to a file. Not <see cref="object.ToString"/>, which ends up in logs.</summary>
    public string Secret() => $"{Prefix}{Key.Name}+{Key.Hash:x8}+{Convert.ToBase64String([NoteKey.Ed25519, .. _seed])}";

    /// <summary>Signs a note's text (RFC 8032: the same text has the same signature).</summary>
    public byte[] Sign(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var signature = new byte[Ed25519PrivateKeyParameters.SignatureSize];
        _private.Sign(Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Algorithm.Ed25519, null, bytes, 0, bytes.Length, signature, 0);
        return signature;
    }
}
