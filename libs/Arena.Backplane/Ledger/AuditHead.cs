namespace Arena.Backplane.Ledger;

/// <summary>Where the audit trail ends.</summary>
/// <param name="Records">How many entries it has.</param>
/// <param name="Hash">SHA-256 over all of them (32 bytes).</param>
public sealed record AuditHead(long Records, byte[] Hash);
