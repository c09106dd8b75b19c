using System.Collections.Immutable;
using Arena.Core.Games;
using Arena.Core.Matches;

namespace Arena.Cli.Matches.Engines;

/// <summary>Reads -openings.</summary>
internal static class OpeningFlags
{
    /// <summary>The openings in their order; none without the flag.</summary>
    /// <param name="flags">The command line.</param>
    /// <param name="game">The chess that is played.</param>
    /// <param name="seed">Shuffles them, if they are to be.</param>
    /// <param name="note">Hears of each game that is left out.</param>
    /// <exception cref="CommandException">The file cannot be read, or a line of it; that line is named.</exception>
    public static ImmutableArray<Opening> Read(FlagList flags, IGame game, ulong seed, Action<string> note)
    {
        if (flags.Pairs("-openings", "file", "format", "order", "plies", "start") is not { } values)
            return [];
        var path = values.Required("file");
        var file = ReadFile(values, game, path);
        foreach (var leftOut in file.Notes(path)) note($"-openings: {leftOut}");
        Opening[] openings = [.. file.Openings];
        if (values.OneOf("order", false, ("sequential", false), ("random", true)))
            OpeningBook.Shuffle(openings, seed);
        var start = values.Number("start", 1, openings.Length) ?? 1;
        return [.. openings.Skip(start - 1), .. openings.Take(start - 1)];
    }

    private static OpeningFile ReadFile(KeyValues values, IGame game, string path)
    {
        var isPgn = values.OneOf("format", path.EndsWith(".pgn", StringComparison.OrdinalIgnoreCase), ("epd", false), ("pgn", true));
        var plies = values.Number("plies", 1, 1000) ?? int.MaxValue;
        try
        {
            using var file = File.OpenRead(path);
            var openings = isPgn ? OpeningBook.ReadPgn(game, file, plies) : OpeningBook.ReadEpd(game, file);
            return openings.Openings.Length > 0
                ? openings
                : throw new CommandException($"-openings: there are none in {path}", ExitCode.Usage);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"-openings: {FileFault.Of(path, unreadable)}", ExitCode.Usage);
        }
        catch (FormatException wrong)
        {
            throw new CommandException($"-openings: {path}:{wrong.Message}", ExitCode.Usage);
        }
    }
}
