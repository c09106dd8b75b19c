namespace Arena.Core.Proofs;

/// <summary>A line below a signed note.</summary>
/// <param name="Name">Of the key.</param>
/// <param name="Hash">Of the key; see <see cref="NoteKey.Hash"/>.</param>
/// <param name="Bytes">The signature itself.</param>
public sealed record NoteSignature(string Name, uint Hash, byte[] Bytes);
