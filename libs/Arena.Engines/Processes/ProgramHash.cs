using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Arena.Engines.Processes;

/// <summary>SHA-256 of programs, each read once for as long as its file is the same.</summary>
internal static class ProgramHash
{
    private static readonly ConcurrentDictionary<string, (DateTime Written, long Length, string Hash)> _known = new(StringComparer.Ordinal);

    /// <summary>In hex; empty when the file cannot be read, though it may be run.</summary>
    public static string Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (_known.TryGetValue(path, out var known) && known.Written == file.LastWriteTimeUtc && known.Length == file.Length)
                return known.Hash;
            using var stream = file.OpenRead();
            var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
            _known[path] = (file.LastWriteTimeUtc, file.Length, hash);
            return hash;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
