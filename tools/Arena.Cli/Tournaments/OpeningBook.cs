using System.Collections.Immutable;
using System.Globalization;
using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Core.Pgn;
using Arena.Core.Primitives;

namespace Arena.Cli.Tournaments;

/// <summary>Openings from a file: an EPD or FEN in each line, or the first moves of the games of a PGN.</summary>
internal static class OpeningBook
{
    private static readonly IGame _chess = ChessGame.Rules.Create(ChessGame.Rules.Parameters.Defaults);

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
            openings = isPgn ? ReadPgn(path, file, plies) : ReadEpd(path, file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"-openings: {unreadable.Message}", ExitCode.Usage);
        }

        if (openings.Count == 0) throw new CommandException($"-openings: there are none in {path}", ExitCode.Usage);
        if (values.OneOf("order", false, ("sequential", false), ("random", true))) Shuffle(openings, new Dice(new Seed(seed).Derive("openings")));
        var start = values.Number("start", 1, openings.Count) ?? 1;
        return [.. openings.Skip(start - 1), .. openings.Take(start - 1)];
    }

    private static List<Opening> ReadEpd(string path, Stream file)
    {
        var openings = new List<Opening>();
        using var reader = new StreamReader(file);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.AsSpan().Trim().IsEmpty || line.StartsWith('#')) continue;
            try
            {
                var fen = Fen(line);
                if (_chess.ParseState(fen).IsTerminal) throw new FormatException("the game is over there");
                openings.Add(new Opening(fen, []));
            }
            catch (FormatException wrong)
            {
                throw new CommandException($"-openings: {path}:{number}: {wrong.Message}", ExitCode.Usage);
            }
        }

        return openings;
    }

    // Four fields and operations such as "hmvc 3; fmvn 9; id "x";", or a FEN of six fields.
    private static string Fen(string line)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length >= 6 && fields[4].All(char.IsAsciiDigit) && fields[5].TrimEnd(';').All(char.IsAsciiDigit))
            return string.Join(' ', [.. fields[..5], fields[5].TrimEnd(';')]);
        var operations = string.Join(' ', fields.Skip(4)).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(o => o.Split(' ', 2));
        string Count(string code, string otherwise) => operations.LastOrDefault(o => o[0] == code) is [_, var value] ? value : otherwise;
        return string.Join(' ', [.. fields.Take(4), Count("hmvc", "0"), Count("fmvn", "1")]);
    }

    private static List<Opening> ReadPgn(string path, Stream file, int plies)
    {
        var openings = new List<Opening>();
        var reader = new PgnReader(file);
        while (reader.ReadGame())
        {
            try
            {
                openings.Add(ReadGame(reader, plies));
            }
            catch (FormatException wrong)
            {
                throw new CommandException($"-openings: {path}:{reader.Position.Line}: {wrong.Message}", ExitCode.Usage);
            }
        }

        return reader.Failure is { } failure ? throw new CommandException($"-openings: {path}: {failure}", ExitCode.Usage) : openings;
    }

    private static Opening ReadGame(PgnReader reader, int plies)
    {
        var fen = reader.Tags["FEN"] is { Length: > 0 } text ? text : null;
        var state = fen is null ? _chess.NewState() : _chess.ParseState(fen);
        var moves = ImmutableArray.CreateBuilder<int>();
        var depth = 0;
        while (moves.Count < plies && reader.ReadToken() is var kind && kind != PgnTokenKind.End)
        {
            if (kind == PgnTokenKind.VariationStart) depth++;
            else if (kind == PgnTokenKind.VariationEnd) depth--;
            if (kind != PgnTokenKind.Move || depth > 0) continue;
            var name = PgnText.Decode(reader.Token);
            var action = state.FindAction(state.CurrentSeat, name)
                ?? throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{name}' is no legal move in {state}"));
            state.Apply(action);
            if (state.IsTerminal) break; // the game went on to its end: it opens with what came before
            moves.Add(action);
        }

        return new Opening(fen, moves.ToImmutable());
    }

    private static void Shuffle(List<Opening> openings, Dice dice)
    {
        for (var left = openings.Count; left > 1; left--)
        {
            var pick = dice.NextBelow(left);
            (openings[pick], openings[left - 1]) = (openings[left - 1], openings[pick]);
        }
    }
}
