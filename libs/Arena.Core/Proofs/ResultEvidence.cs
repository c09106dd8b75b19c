namespace Arena.Core.Proofs;

/// <summary>What a match's record holds beyond the moves, as it is stored and hashed.</summary>
/// <param name="MoveTimes">As <see cref="Matches.Transcript.Write"/> writes them.</param>
/// <param name="AgentHashes">What each seat's agent was made of, one after the other (32 bytes each).</param>
/// <param name="Epoch">The parameter epoch.</param>
/// <param name="Seal">As in the record (32 bytes).</param>
/// <param name="Evaluations">
/// As <see cref="Matches.Evaluations.Write"/> writes them; null where the referee listened to nobody.
/// </param>
public sealed record ResultEvidence(byte[] MoveTimes, byte[] AgentHashes, long Epoch, byte[] Seal, byte[]? Evaluations)
{
    internal void WriteTo(ChainBytes bytes)
    {
        bytes.Write(MoveTimes);
        bytes.Write(AgentHashes);
        bytes.Write(Epoch);
        bytes.Write(Seal);
        if (Evaluations is not null)
            bytes.Write(Evaluations);
    }
}
