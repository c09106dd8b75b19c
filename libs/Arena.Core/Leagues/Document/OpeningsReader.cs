using System.Collections.Immutable;
using System.Text.Json;
using Arena.Core.Games;
using Arena.Core.Games.Chess;
using Arena.Core.Leagues.Openings;
using Arena.Core.Matches;
using Arena.Core.Primitives;

namespace Arena.Core.Leagues.Document;

/// <summary>Reads the "openings" of a league document: a list, or an object with a list or the name of a file.</summary>
/// <param name="game">Null when the game is itself faulty: then openings are not judged.</param>
/// <param name="files">Opens a file beside the document; null where documents come without any.</param>
/// <param name="faults">Where faults are noted.</param>
internal sealed class OpeningsReader(IGame? game, Func<string, Stream>? files, FaultList faults)
{
    public OpeningChoice? Read(JsonFields league)
    {
        if (!league.TryGet("openings", out var value)) return null;
        if (game is { Type.IsSimultaneous: true }) league.Fault("openings", $"{game.Type} has no openings: all seats choose at once");
        if (value.ValueKind == JsonValueKind.Array)
            return ReadList(value, "$.openings") is { IsEmpty: false } list ? new(list, false, 1) : null;
        if (league.Object("openings") is not { } fields) return null;
        fields.AllowOnly(OpeningFields.Book);
        var book = ReadBook(fields);
        var shuffled = Word(fields, "order", OpeningFields.Orders) == OpeningFields.Orders[1];
        var start = fields.Integer("start", 1, book.IsEmpty ? int.MaxValue : book.Length) ?? 1;
        return book.IsEmpty ? null : new(book, shuffled, start);
    }

    private ImmutableArray<Opening> ReadBook(JsonFields fields)
    {
        if (fields.TryGet("file", out _))
        {
            if (fields.TryGet("list", out _)) fields.Fault("list", "found beside file; wanted one of them");
            return ReadFile(fields);
        }

        foreach (var field in (string[])["format", "plies"])
            if (fields.TryGet(field, out _)) fields.Fault(field, "found without file, which it is about");
        if (!fields.TryGet("list", out var list)) fields.Fault("list", "the field is missing; wanted a list of openings, or file");
        else if (list.ValueKind == JsonValueKind.Array) return ReadList(list, $"{fields.Path}.list");
        else fields.Fault("list", $"found {JsonFields.Describe(list)}; wanted a list of openings");
        return [];
    }

    private ImmutableArray<Opening> ReadList(JsonElement list, string path)
    {
        var count = list.GetArrayLength();
        if (count is 0 or > LeagueLimits.Openings)
        {
            faults.Add(new(path, $"found {count} openings; wanted 1 to {LeagueLimits.Openings}"));
            return [];
        }

        if (game is null or { Type.IsSimultaneous: true }) return [];
        return [.. list.EnumerateArray().Select((opening, at) => ReadOne(opening, $"{path}[{at}]")).OfType<Opening>()];
    }

    private Opening? ReadOne(JsonElement opening, string path)
    {
        switch (opening.ValueKind)
        {
            case JsonValueKind.String:
                return Play(JsonFields.TextOf(opening), path, default, path);
            case JsonValueKind.Array:
                return Play(null, path, opening, path);
            case JsonValueKind.Object:
                var fields = new JsonFields(opening, path, faults);
                fields.AllowOnly(OpeningFields.Opening);
                fields.TryGet("moves", out var moves);
                return Play(fields.Text("state"), $"{path}.state", moves, $"{path}.moves");
            default:
                faults.Add(new(
                    path,
                    $"found {JsonFields.Describe(opening)}; "
                    + "wanted a state as text, a list of moves, or an object with state and moves"));
                return null;
        }
    }

    private Opening? Play(string? text, string statePath, JsonElement given, string movesPath)
    {
        GameState state;
        try
        {
            state = text is null ? game!.NewState() : game!.ParseState(text);
        }
        catch (FormatException wrong)
        {
            faults.Add(new(statePath, wrong.Message));
            return null;
        }

        if (state.IsTerminal)
        {
            faults.Add(new(statePath, "the game is over there"));
            return null;
        }

        if (given.ValueKind == JsonValueKind.Undefined) return new(text, []);
        if (given.ValueKind == JsonValueKind.Array) return PlayMoves(state, given, movesPath) is { } moves ? new(text, moves) : null;
        faults.Add(new(movesPath, $"found {JsonFields.Describe(given)}; wanted a list of moves"));
        return null;
    }

    private ImmutableArray<int>? PlayMoves(GameState state, JsonElement given, string path)
    {
        var moves = ImmutableArray.CreateBuilder<int>(given.GetArrayLength());
        foreach (var move in given.EnumerateArray())
        {
            var at = $"{path}[{moves.Count}]";
            if (state.CurrentSeat < 0)
            {
                var why = state.IsTerminal
                    ? "the game is over before this move"
                    : "chance moves there, which a list of moves cannot decide";
                faults.Add(new(at, why));
                return null;
            }

            var action = move.ValueKind == JsonValueKind.Number && move.TryGetInt32(out var number) ? number
                : JsonFields.TextOf(move) is { } name ? state.FindAction(state.CurrentSeat, name) : null;
            if (action is not { } legal || !state.IsLegal(state.CurrentSeat, legal))
            {
                faults.Add(new(at, $"found {JsonFields.Describe(move)}; legal are {Legal(state)}"));
                return null;
            }

            state.Apply(legal);
            moves.Add(legal);
        }

        if (!state.IsTerminal) return moves.ToImmutable();
        faults.Add(new(path, "the game is over after these moves"));
        return null;
    }

    private static string Legal(GameState state)
    {
        var actions = new int[state.Game.MaxLegalActions];
        var count = state.LegalActions(state.CurrentSeat, actions);
        return string.Join(", ", actions.Take(count).Select(action => state.ActionName(state.CurrentSeat, action)));
    }

    private ImmutableArray<Opening> ReadFile(JsonFields fields)
    {
        var plies = fields.Integer(OpeningFields.Plies);
        var format = Word(fields, "format", OpeningFields.Formats);
        if (fields.Text("file") is not { } name || game is null) return [];
        if (files is null)
        {
            fields.Fault(
                "file",
                "found a file; 'arena play' reads one, beside the league's. "
                + "A document without files around it has the openings themselves: a list");
            return [];
        }

        if (game.Type != ChessGame.Rules)
        {
            fields.Fault("file", $"found a file, which is for chess; in {game.Type} wanted a list");
            return [];
        }

        var isPgn = format is null
            ? name.EndsWith(".pgn", StringComparison.OrdinalIgnoreCase)
            : format == OpeningFields.Formats[1];
        if (plies is not null && !isPgn) fields.Fault("plies", "an EPD has positions and no moves; wanted a PGN");
        try
        {
            using var file = files(name);
            var openings = isPgn ? OpeningBook.ReadPgn(game, file, plies ?? OpeningFields.Plies.Maximum) : OpeningBook.ReadEpd(game, file);
            if (openings.Openings.IsEmpty) fields.Fault("file", $"there are no openings in {name}");
            foreach (var note in openings.Notes(name)) faults.Note(new($"{fields.Path}.file", note));
            return openings.Openings;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            fields.Fault("file", unreadable is FormatException ? $"{name}:{unreadable.Message}" : unreadable.Message);
            return [];
        }
    }

    private static string? Word(JsonFields fields, string field, ImmutableArray<string> words)
    {
        if (fields.Text(field) is not { } text) return null;
        if (words.Contains(text)) return text;
        fields.Fault(field, $"unknown {field} \"{JsonFields.Short(text)}\"{NearMiss.Hint(text, words)}");
        return null;
    }
}
