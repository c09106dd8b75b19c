using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Arena.Core.Proofs;

/// <summary>A text with signatures below it (<c>c2sp.org/signed-note</c>).</summary>
/// <param name="Text">What is signed, with its last line's end.</param>
/// <param name="Signatures">At least one, as they stand there; none of them is verified.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const string Mark = "\u2014 ";
    private const int HashSize = sizeof(uint);
    private const int MaxSignatures = 100;

    /// <summary>Signs a text, whose last line has an end.</summary>
    public static SignedNote Sign(string text, IEnumerable<NoteSigner> signers) => new(
        text, [.. signers.Select(signer => new NoteSignature(signer.Key.Name, signer.Key.Hash, signer.Sign(text)))]);

    /// <summary>Reads one; otherwise <paramref name="fault"/> is a sentence that says what it is not.</summary>
    public static bool TryParse(string note, [NotNullWhen(true)] out SignedNote? read, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(note);
        (read, fault) = (null, null);
        var blank = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (note.Any(c => c < ' ' && c != '\n'))
            fault = "there are control characters in it";
        else if (blank < 1 || blank + 2 >= note.Length || !note.EndsWith('\n'))
            fault = "there is no empty line with signatures below it";
        else
        {
            var lines = note[(blank + 2)..^1].Split('\n');
            var signatures = lines.Take(MaxSignatures + 1).Select(ParseLine).ToArray();
            if (signatures.Length > MaxSignatures)
                fault = $"it has more than {MaxSignatures} signatures";
            else if (Array.IndexOf(signatures, null) is >= 0 and var wrong)
                fault = $"the line '{lines[wrong]}' is no signature";
            else
                read = new SignedNote(note[..(blank + 1)], signatures!);
        }

        return read is not null;
    }

    /// <summary>Whether a key signed this. A signature of that key that is wrong makes it false, whatever others there are.</summary>
    public bool IsSignedBy(NoteKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var text = Encoding.UTF8.GetBytes(Text);
        var its = Signatures.Where(signature => signature.Name == key.Name && signature.Hash == key.Hash).ToArray();
        return its.Length > 0 && its.All(signature => key.Verifies(text, signature.Bytes));
    }

    /// <summary>As it is written.</summary>
    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        foreach (var (name, hash, bytes) in Signatures)
        {
            var blob = new byte[HashSize + bytes.Length];
            BinaryPrimitives.WriteUInt32BigEndian(blob, hash);
            bytes.CopyTo(blob, HashSize);
            note.Append(Mark).Append(name).Append(' ').Append(Convert.ToBase64String(blob)).Append('\n');
        }

        return note.ToString();
    }

    private static NoteSignature? ParseLine(string line)
    {
        if (!line.StartsWith(Mark, StringComparison.Ordinal))
            return null;
        var parts = line[Mark.Length..].Split(' ');
        if (parts.Length != 2 || !NoteKey.IsName(parts[0]))
            return null;
        var blob = new byte[parts[1].Length];
        if (!Convert.TryFromBase64String(parts[1], blob, out var read) || read <= HashSize)
            return null;
        return new NoteSignature(parts[0], BinaryPrimitives.ReadUInt32BigEndian(blob), blob[HashSize..read]);
    }
}
