namespace Arena.Backplane.Ledger;

/// <summary>A result in the chain. Somebody may have altered it in the store until it is none any more: see <see cref="Fault"/>.</summary>
public sealed record LedgerResult
{
    private readonly NewResult? _result;

    /// <param name="sequence">Position from 1, without gaps, over all leagues.</param>
    /// <param name="result">What was reported.</param>
    /// <param name="hash">SHA-256 over the predecessor's hash and this result's digest (32 bytes); see <see cref="ResultChain"/>.</param>
    public LedgerResult(long sequence, NewResult result, byte[] hash) => (Sequence, _result, Hash) = (sequence, result, hash);

    private LedgerResult(long sequence, string fault) => (Sequence, Fault, Hash) = (sequence, fault, []);

    /// <summary>Position from 1, without gaps, over all leagues.</summary>
    public long Sequence { get; }

    /// <summary>What was reported.</summary>
    /// <exception cref="InvalidDataException">It has a <see cref="Fault"/>.</exception>
    public NewResult Result => _result ?? throw new InvalidDataException(Fault);

    /// <summary>A sentence that says why what is stored is no result, with its sequence; null when it is one.</summary>
    public string? Fault { get; }

    /// <summary>SHA-256 over the predecessor's hash and this result's digest (32 bytes); empty where there is a fault.</summary>
    public byte[] Hash { get; }

    internal static LedgerResult Altered(long sequence, string why) =>
        new(sequence, $"Result {sequence} of the ledger cannot be read: {why.TrimEnd('.')}.");

    /// <summary>The same without what standings and rechecks do not need: it then looks like one from before there was evidence.</summary>
    internal LedgerResult WithoutEvidence() => new(Sequence, Result with { Match = EvidenceBytes.TakenFrom(Result.Match) }, Hash);
}
