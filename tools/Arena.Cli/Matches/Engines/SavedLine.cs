using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Arena.Core.Matches;

namespace Arena.Cli.Matches.Engines;

/// <summary>The lines of a saved match: its settings first, then games, and when it is over that it is.</summary>
internal static class SavedLine
{
    private const int Version = 1;
    private const int Seats = 2;
    private const int MostShown = 60; // characters of a line that is refused

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public static byte[] Over { get; } = "{\"over\":true}"u8.ToArray();

    public static byte[] Of(SavedSettings settings) => JsonSerializer.SerializeToUtf8Bytes(
        new { arenaMatch = Version, settings.Arguments, settings.Book, settings.Programs }, _json);

    public static byte[] Of(SavedGame game) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            game = game.Index + 1,
            game.Players,
            game.Result.Scores,
            verdicts = game.Result.Verdicts.Select(verdict => verdict.ToString()),
            pgn = game.Pgn is { } place ? new[] { place.At, place.Length } : null,
        },
        _json);

    /// <exception cref="FormatException">It is something else.</exception>
    public static SavedSettings ReadSettings(string line)
    {
        using var json = Parse(line, "a saved match");
        var root = json.RootElement;
        if (Int(root, "arenaMatch") is not { } version)
            throw Not("a saved match", line);
        if (version != Version)
            throw new FormatException($"found version {version} of a saved match; this program knows {Version}");
        var wanted = "the settings of a match";
        var arguments = Strings(root, "arguments") ?? throw Not(wanted, line);
        var book = Text(root, "book") ?? throw Not(wanted, line);
        if (Find(root, "programs") is not { ValueKind: JsonValueKind.Object } programs)
            throw Not(wanted, line);
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var program in programs.EnumerateObject())
            hashes[program.Name] = program.Value.ValueKind == JsonValueKind.String ? program.Value.GetString()! : throw Not(wanted, line);
        return new SavedSettings(arguments, book, hashes);
    }

    /// <summary>A game; null when the line says that the match is over.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static SavedGame? ReadGame(string line)
    {
        const string wanted = "a game: its number, players, scores and verdicts";
        using var json = Parse(line, wanted);
        var root = json.RootElement;
        if (Find(root, "over") is { ValueKind: JsonValueKind.True })
            return null;
        if (Int(root, "game") is not { } number || Strings(root, "players") is not { Count: Seats } players)
            throw Not(wanted, line);
        if (Numbers(root, "scores") is not { Length: Seats } scores || !scores.All(score => score is 0 or 0.5 or 1) || scores.Sum() != 1)
            throw new FormatException($"found {Found(root, "scores")}; wanted the scores of 2 players: 1 and 0, 0 and 1, or 0.5 each");
        if (Strings(root, "verdicts") is not { Count: Seats } words || !words.All(IsVerdict))
        {
            throw new FormatException(
                $"found {Found(root, "verdicts")}; wanted the verdicts on 2 players, of {string.Join(", ", Enum.GetNames<Verdict>())}");
        }

        ImmutableArray<Verdict> verdicts = [.. words.Select(Enum.Parse<Verdict>)];
        return new SavedGame(number - 1, players, new GameResult(Judgement.OfSeats(scores, verdicts), verdicts, scores), Place(root, line));
    }

    private static PgnPlace? Place(JsonElement root, string line)
    {
        if (Find(root, "pgn") is not { ValueKind: not JsonValueKind.Null } place)
            return null;
        if (place.ValueKind != JsonValueKind.Array || place.GetArrayLength() != 2)
            throw Not("a game with its place in the PGN", line);
        return place[0].ValueKind == JsonValueKind.Number && place[0].TryGetInt64(out var at) && at >= 0
            && place[1].ValueKind == JsonValueKind.Number && place[1].TryGetInt64(out var length) && length >= 0
            ? new PgnPlace(at, length)
            : throw Not("a game with its place in the PGN", line);
    }

    private static JsonDocument Parse(string line, string wanted)
    {
        try
        {
            var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return json;
            json.Dispose();
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw Not(wanted, line);
    }

    private static FormatException Not(string wanted, string line) => new($"found {Shown(line)}; wanted {wanted}");

    private static string Found(JsonElement root, string name) =>
        Find(root, name) is { } value ? $"{name} {Shown(value.GetRawText())}" : $"no {name}";

    private static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (var letter in text.Take(MostShown))
            shown.Append(char.IsControl(letter) ? ' ' : letter);
        return text.Length == 0 ? "an empty line" : $"'{shown}{(text.Length > MostShown ? "…" : "")}'";
    }

    private static JsonElement? Find(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement root, string name) =>
        Find(root, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static int? Int(JsonElement root, string name) =>
        Find(root, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    private static List<string>? Strings(JsonElement root, string name) =>
        Find(root, name) is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(value => value.GetString()!)]
            : null;

    private static ImmutableArray<double> Numbers(JsonElement root, string name) =>
        Find(root, name) is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().All(v => v.ValueKind == JsonValueKind.Number)
            ? [.. list.EnumerateArray().Select(value => value.GetDouble())]
            : [];

    private static bool IsVerdict(string word) => Enum.GetNames<Verdict>().Contains(word);
}
