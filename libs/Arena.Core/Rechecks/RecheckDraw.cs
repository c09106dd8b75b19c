using System.Buffers.Binary;
using Arena.Core.Primitives;

namespace Arena.Core.Rechecks;

/// <summary>
/// Which matches another node plays again. The ledger's hash after a result decides: it depends on when the control plane
/// took the result, so a node cannot know before it has committed itself; and anybody who has the ledger can check the draw.
/// </summary>
public static class RecheckDraw
{
    /// <param name="ledgerHash">The hash of the ledger up to and including the result.</param>
    /// <param name="share">From 0, none, to 1, all.</param>
    public static bool Takes(ReadOnlySpan<byte> ledgerHash, double share) =>
        new Dice(new Seed(BinaryPrimitives.ReadUInt64LittleEndian(ledgerHash)).Derive("verify")).Chance(share);
}
