using System.Globalization;

namespace Arena.Core.Proofs;

/// <summary>Where a hash chain ended.</summary>
/// <param name="Count">How many entries it had.</param>
/// <param name="Hash">Its hash (32 bytes).</param>
public sealed record ChainEnd(long Count, byte[] Hash)
{
    internal string Line(string word) =>
        string.Create(CultureInfo.InvariantCulture, $"{word} {Count} {Convert.ToBase64String(Hash)}");

    // Null when no line is one.
    internal static ChainEnd? Find(string word, IEnumerable<string> lines)
    {
        foreach (var parts in lines.Select(line => line.Split(' ')))
        {
            var hash = new byte[MerkleHash.Size];
            if (parts.Length == 3 && parts[0] == word && TryReadHash(parts[2], hash)
                && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                return new ChainEnd(count, hash);
        }

        return null;
    }

    internal static bool TryReadHash(string base64, byte[] hash) =>
        Convert.TryFromBase64String(base64, hash, out var read) && read == hash.Length;
}
