using Arena.Core.Proofs;

namespace Arena.Tests.Core.Proofs;

/// <summary>RFC 6962, section 2.1, word for word: slow, and obvious.</summary>
internal static class SlowTree
{
    public static byte[] Root(byte[][] leaves) => leaves.Length switch
    {
        0 => MerkleHash.Empty,
        1 => leaves[0],
        _ => MerkleHash.Node(Root(leaves[..Split(leaves.Length)]), Root(leaves[Split(leaves.Length)..])),
    };

    public static byte[][] Path(int index, byte[][] leaves)
    {
        if (leaves.Length == 1)
            return [];
        var k = Split(leaves.Length);
        return index < k
            ? [.. Path(index, leaves[..k]), Root(leaves[k..])]
            : [.. Path(index - k, leaves[k..]), Root(leaves[..k])];
    }

    public static byte[][] Proof(int before, byte[][] leaves) => SubProof(before, leaves, isWhole: true);

    private static byte[][] SubProof(int before, byte[][] leaves, bool isWhole)
    {
        if (before == leaves.Length)
            return isWhole ? [] : [Root(leaves)];
        var k = Split(leaves.Length);
        return before <= k
            ? [.. SubProof(before, leaves[..k], isWhole), Root(leaves[k..])]
            : [.. SubProof(before - k, leaves[k..], isWhole: false), Root(leaves[..k])];
    }

    private static int Split(int count)
    {
        var k = 1;
        while (2 * k < count)
            k *= 2;
        return k;
    }
}
