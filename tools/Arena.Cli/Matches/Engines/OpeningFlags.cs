using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arena.Core.Matches;

namespace Arena.Cli.Matches.Engines;

/// <summary>Reads -openings.</summary>
internal static class OpeningFlags
{
    /// <exception cref="CommandException">The file cannot be read, or a line of it; that line is named.</exception>
    public static ImmutableArray<Opening> Read(KeyValues values, ulong seed)
    {
        values.AllowOnly("file", "format", "order", "plies", "start");
        var path = values.Required("file");
        var isPgn = values.OneOf("format", path.EndsWith(".pgn", StringComparison.OrdinalIgnoreCase), ("epd", false), ("pgn", true));
        var plies = values.Number("plies", 1, 1000) ?? int.MaxValue;
        List<Opening> openings;
        try
        {
            using var file = File.OpenRead(path);
            openings = isPgn ? OpeningBook.ReadPgn(file, plies) : OpeningBook.ReadEpd(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"-openings: {unreadable.Message}", ExitCode.Usage);
        }
        catch (FormatException wrong)
        {
            throw new CommandException($"-openings: {path}:{wrong.Message}", ExitCode.Usage);
        }

        if (openings.Count == 0) throw new CommandException($"-openings: there are none in {path}", ExitCode.Usage);
        if (values.OneOf("order", false, ("sequential", false), ("random", true))) OpeningBook.Shuffle(CollectionsMarshal.AsSpan(openings), seed);
        var start = values.Number("start", 1, openings.Count) ?? 1;
        return [.. openings.Skip(start - 1), .. openings.Take(start - 1)];
    }
}
