using System.Security.Cryptography;

namespace Arena.Core.Proofs;

/// <summary>
/// The hashes of a Merkle tree as in RFC 6962 and RFC 9162, section 2.1: of a leaf SHA-256 over 0x00 and the entry, of a node over 0x01 and
/// both of its children, so that neither can be taken for the other.
/// </summary>
public static class MerkleHash
{
    /// <summary>How many bytes each has.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    /// <summary>Of a tree without entries: SHA-256 over nothing.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    /// <summary>Of an entry.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> entry) => SHA256.HashData([LeafPrefix, .. entry]);

    /// <summary>Of what two hashes (<see cref="Size"/> bytes each) are the children of.</summary>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> both = stackalloc byte[1 + (2 * Size)];
        both[0] = NodePrefix;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + Size)..]);
        return SHA256.HashData(both);
    }
}
