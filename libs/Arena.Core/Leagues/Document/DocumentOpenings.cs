using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Arena.Core.Games;
using Arena.Core.Matches;

namespace Arena.Core.Leagues.Document;

/// <summary>Puts the openings of a file into a league document, for those who have no place beside it where files could lie.</summary>
public static class DocumentOpenings
{
    private const string Field = "$.openings";

    /// <summary>
    /// The document with the file's openings as its list, in the place of those that it had; all else of its text stays as it is, order and
    /// first opening of the old ones too. The file is read as a document's "file" would be, with the same faults.
    /// </summary>
    /// <param name="json">The document; of chess, and valid as far as its game goes.</param>
    /// <param name="name">The file's; one that ends with .pgn is a PGN, others are EPDs.</param>
    /// <param name="file">The file.</param>
    /// <param name="plies">Moves that are taken of each game of a PGN; null is all.</param>
    public static OpeningsEdit Put(string json, string name, Stream file, int? plies)
    {
        ArgumentNullException.ThrowIfNull(file);
        var wanted = plies is null ? new { file = name } : (object)new { file = name, plies };
        using var named = JsonSerializer.SerializeToDocument(new { openings = wanted });
        return Edit(json, _ => named.RootElement, _ => file);
    }

    /// <summary>
    /// The document with the openings of the file that it names as its list; the rest of its text stays as it is. It fails where it names
    /// none.
    /// </summary>
    /// <param name="json">The document, as for <see cref="Put"/>.</param>
    /// <param name="files">Opens the file.</param>
    public static OpeningsEdit TakeIn(string json, Func<string, Stream> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return Edit(json, document => document, files);
    }

    // What names the file is read as the "openings" of a document are.
    private static OpeningsEdit Edit(string json, Func<JsonElement, JsonElement> naming, Func<string, Stream> files)
    {
        ArgumentNullException.ThrowIfNull(json);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(LeagueDocument.Trimmed(json), LeagueDocument.Options);
        }
        catch (JsonException)
        {
            return Failed(LeagueDocument.Parse(json).Faults);
        }

        using (document)
        {
            var (root, faults) = (document.RootElement, new FaultList());
            if (ReadGame(root, faults) is not { } game)
                return Failed(faults.ToList());
            var choice = new OpeningsReader(game, files, faults).Read(new JsonFields(naming(root), "$", faults));
            return choice is null || faults.Count > 0 ? Failed(faults.ToList()) : Write(json, root, game, choice.Book, faults);
        }
    }

    private static OpeningsEdit Write(string json, JsonElement root, IGame game, ImmutableArray<Opening> book, FaultList faults)
    {
        var taken = book.Take(LeagueLimits.Openings).ToArray();
        var text = Insert(json, root, Write(game, taken));
        if (text.Length > LeagueLimits.DocumentLength)
            return Failed([TooLong(text.Length)]);
        if (taken.Length < book.Length)
        {
            faults.Note(new(Field, string.Create(
                CultureInfo.InvariantCulture, $"the first {taken.Length} of {book.Length} openings are taken")));
        }

        return new(text, taken.Length, []) { Notes = faults.Notes };
    }

    private static OpeningsEdit Failed(IReadOnlyList<LeagueFault> faults) => new(null, 0, faults);

    private static LeagueFault TooLong(int length) => new(Field, string.Create(
        CultureInfo.InvariantCulture,
        $"with these openings the document has {length} characters; at most {LeagueLimits.DocumentLength} are allowed: "
        + $"take fewer moves of each game, or fewer games"));

    private static IGame? ReadGame(JsonElement root, FaultList faults)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new("$", $"found {JsonFields.Describe(root)}; wanted an object with at least a game"));
            return null;
        }

        var fields = new JsonFields(root, "$", faults);
        var type = LeagueReader.ReadGame(fields);
        var parameters = ParameterReader.Read(fields, type?.Parameters, faults);
        return faults.Count > 0 ? null : type?.Create(parameters);
    }

    private static string Insert(string json, JsonElement root, string list)
    {
        var places = DocumentPlaces.Of(json);
        var value = Around(root, list);
        if (places.ValueAt(Field) is { } old)
            return json[..old.Start] + value + json[old.End..];
        var game = places.ValueAt("$.game")!.Value;
        return $"{json[..game.End]},\n  \"openings\": {value}{json[game.End..]}";
    }

    // The order and the first of the openings that were there go for these too.
    private static string Around(JsonElement root, string list)
    {
        if (!root.TryGetProperty("openings", out var old) || old.ValueKind != JsonValueKind.Object)
            return list;
        var kept = old.EnumerateObject().Where(field => field.Name is "order" or "start")
            .Select(field => $"\"{field.Name}\": {field.Value.GetRawText()}, ").ToArray();
        return kept.Length == 0 ? list : $"{{ {string.Concat(kept)}\"list\": {list} }}";
    }

    private static string Write(IGame game, IReadOnlyList<Opening> openings) =>
        $"[\n    {string.Join(",\n    ", openings.Select(opening => Write(game, opening)))}\n  ]";

    private static string Write(IGame game, Opening opening)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            if (opening is { State: { } state, Moves.IsEmpty: true })
                json.WriteStringValue(state);
            else if (opening.State is null)
                WriteMoves(json, game.NewState(), opening);
            else
            {
                json.WriteStartObject();
                json.WriteString("state", opening.State);
                json.WritePropertyName("moves");
                WriteMoves(json, game.ParseState(opening.State), opening);
                json.WriteEndObject();
            }
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteMoves(Utf8JsonWriter json, GameState state, Opening opening)
    {
        json.WriteStartArray();
        foreach (var move in opening.Moves)
        {
            json.WriteStringValue(state.ActionName(state.CurrentSeat, move));
            state.Apply(move);
        }

        json.WriteEndArray();
    }
}
