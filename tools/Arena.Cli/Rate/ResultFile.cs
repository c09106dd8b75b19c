using System.IO.Compression;
using Arena.Core.Ratings.Reading;

namespace Arena.Cli.Rate;

/// <summary>A file of results, and what came of reading it.</summary>
internal sealed record ResultFile(string Name, ReadReport Report)
{
    private const int Buffer = 1 << 16;

    /// <summary>Adds a file's games: PGN or CSV by its name, else by its first character; compressed with gzip or not.</summary>
    /// <param name="name">A path, or <c>-</c> for standard input.</param>
    public static ResultFile Read(string name, ResultCollector results)
    {
        try
        {
            using var stream = Open(name);
            var report = IsPgn(name, stream) ? results.ReadPgn(stream, name) : results.ReadCsv(stream, name);
            if (report.Failure is { } failure)
                throw new CommandException($"{name}:{failure.Line}:{failure.Column}: {failure.Message}", ExitCode.Usage);
            return new(name, report);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CommandException(FileFault.Of(name, unreadable), ExitCode.Usage);
        }
    }

    private static PeekStream Open(string name)
    {
        if (Directory.Exists(name))
            throw new CommandException($"{name} is a directory; wanted a PGN or CSV file", ExitCode.Usage);
        var stream = new PeekStream(name == "-"
            ? Console.OpenStandardInput()
            : new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, Buffer, FileOptions.SequentialScan));
        return stream.Head is [0x1F, 0x8B, ..] ? new(new GZipStream(stream, CompressionMode.Decompress)) : stream;
    }

    private static bool IsPgn(string name, PeekStream stream)
    {
        var plain = EndsIn(name, ".gz") ? name[..^3] : name;
        if (EndsIn(plain, ".pgn"))
            return true;
        if (EndsIn(plain, ".csv") || EndsIn(plain, ".tsv"))
            return false;
        var head = stream.Head.AsSpan();
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            head = head[3..];
        return head.TrimStart(" \t\r\n"u8) is [(byte)'[' or (byte)'%' or (byte)'{', ..];
    }

    private static bool EndsIn(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
