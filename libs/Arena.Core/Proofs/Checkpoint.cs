using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Arena.Core.Proofs;

/// <summary>
/// What a log was at one moment, in the form of <c>c2sp.org/tlog-checkpoint</c>: three lines, and two of Arena's own below them. It is the
/// text of a <see cref="SignedNote"/>.
/// </summary>
/// <param name="Origin">Which log.</param>
/// <param name="Size">How many entries it had.</param>
/// <param name="Root">Its tree's hash (32 bytes).</param>
public sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    private const string ChainWord = "chain";
    private const string AuditWord = "audit";

    /// <summary>Where the hash chain over the same entries ended; null in a checkpoint of somebody else's.</summary>
    public ChainEnd? Chain { get; init; }

    /// <summary>Where the audit trail ended; null in a checkpoint of somebody else's.</summary>
    public ChainEnd? Audit { get; init; }

    /// <summary>Reads the text of a note; otherwise <paramref name="fault"/> is a sentence that says what it is not.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        (checkpoint, fault) = (null, null);
        var lines = text.TrimEnd('\n').Split('\n');
        var root = new byte[MerkleHash.Size];
        if (lines.Length < 3 || lines.Any(line => line.Length == 0))
            fault = "it has not the three lines of a checkpoint: origin, size and hash";
        else if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) || $"{size}" != lines[1])
            fault = $"its size is '{lines[1]}'; wanted a whole number";
        else if (!ChainEnd.TryReadHash(lines[2], root))
            fault = $"its hash is '{lines[2]}'; wanted {MerkleHash.Size} bytes in base64";
        else
        {
            checkpoint = new Checkpoint(lines[0], size, root)
            {
                Chain = ChainEnd.Find(ChainWord, lines[3..]), Audit = ChainEnd.Find(AuditWord, lines[3..]),
            };
        }

        return checkpoint is not null;
    }

    /// <summary>The text that is signed.</summary>
    public string Text()
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");
        if (Chain is not null)
            text.Append(Chain.Line(ChainWord)).Append('\n');
        if (Audit is not null)
            text.Append(Audit.Line(AuditWord)).Append('\n');
        return text.ToString();
    }
}
