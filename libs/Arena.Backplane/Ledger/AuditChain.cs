using Arena.Core.Proofs;

namespace Arena.Backplane.Ledger;

/// <summary>
/// The audit trail's own hash chain, which goes as that of the results does (<see cref="ResultChain.Next"/>): from 32 zero bytes, over the
/// digest of every entry.
/// </summary>
public static class AuditChain
{
    // So that no entry has the digest of anything else.
    private const string Kind = "arena.audit.1";

    /// <summary>SHA-256 over all that the entry says, and its number (32 bytes).</summary>
    public static byte[] Digest(long sequence, DateTimeOffset at, Requester by, AuditChange change)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(change);
        var bytes = new ChainBytes();
        bytes.Write(Kind);
        bytes.Write(sequence);
        bytes.Write(at);
        bytes.Write(by.Who);
        bytes.Write(change.Tenant);
        bytes.Write(change.What);
        bytes.Write(change.Subject);
        bytes.WriteOptional(change.Before);
        bytes.WriteOptional(change.After);
        bytes.WriteOptional(by.Why);
        bytes.WriteOptional(by.TraceId);
        return bytes.Digest();
    }
}
