using Arena.Core.Proofs;

namespace Arena.ControlPlane.Proofs;

/// <summary>Private keys in a file, one a line, the newest last.</summary>
internal static class KeyFile
{
    /// <summary>A sentence that says why it cannot be used; null when it can.</summary>
    public static string? FaultOf(string file)
    {
        try
        {
            var lines = Lines(file);
            for (var i = 0; i < lines.Length; i++)
            {
                if (!NoteSigner.TryParse(lines[i], out _, out var fault))
                    return $"key {i + 1} in it cannot be read: {fault}";
            }

            return lines.Length == 0 ? "there is no key in it" : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return unreadable.Message.TrimEnd('.');
        }
    }

    /// <summary>The keys of a file that can be used.</summary>
    public static IReadOnlyList<NoteSigner> Read(string file) =>
        [.. Lines(file).Select(line => NoteSigner.TryParse(line, out var signer, out var fault)
            ? signer
            : throw new InvalidDataException($"{file}: a key in it cannot be read: {fault}."))];

    private static string[] Lines(string file) =>
        [.. File.ReadAllLines(file).Select(line => line.Trim()).Where(line => line.Length > 0)];
}
