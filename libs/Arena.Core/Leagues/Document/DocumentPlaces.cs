using System.Text;
using System.Text.Json;

namespace Arena.Core.Leagues.Document;

/// <summary>Where in the text of a league document its values stand: takes the path of a fault to its line.</summary>
public sealed class DocumentPlaces
{
    private readonly byte[] _text;
    private readonly int _passedOver; // characters before the text begins
    private readonly Dictionary<string, Range> _values = [];
    private readonly int? _broken; // where the text is no JSON any more

    private DocumentPlaces(string json)
    {
        var document = LeagueDocument.Trimmed(json);
        _passedOver = json.Length - document.Length;
        _text = Encoding.UTF8.GetBytes(document);
        try
        {
            Walk();
        }
        catch (JsonException failure)
        {
            _broken = JsonFault.OffsetOf(failure, _text);
        }
    }

    /// <summary>The places of a document, of which only the beginning need be JSON.</summary>
    /// <param name="json">The document.</param>
    public static DocumentPlaces Of(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new(json);
    }

    /// <summary>
    /// Where to look for a fault: what its path names, together with its name where it is a field; where that is not there, the beginning
    /// of what it is missing in; for a text that is no JSON, where it ceases to be.
    /// </summary>
    /// <param name="path">As <see cref="LeagueFault.Path"/> has it; null is returned for one that is of no document.</param>
    public DocumentPlace? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (_broken is { } offset && path == "$")
            return Place(offset, Math.Min(offset + 1, _text.Length));
        for (var known = path; known.Length > 0; known = Parent(known))
        {
            if (!_values.TryGetValue(known, out var range))
                continue;
            return known == path && path != "$" ? Place(range.Name, range.End) : Place(range.Name, range.Start + 1);
        }

        return null;
    }

    /// <summary>Where the value at a path stands, without its name; null where there is none.</summary>
    internal DocumentPlace? ValueAt(string path) => _values.TryGetValue(path, out var range) ? Place(range.Start, range.End) : null;

    private static string Parent(string path) => path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];

    private DocumentPlace Place(int start, int end)
    {
        var before = _text.AsSpan(0, start);
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        var from = _passedOver + Encoding.UTF8.GetCharCount(before);
        return new(line, column, from, from + Encoding.UTF8.GetCharCount(_text.AsSpan(start, end - start)));
    }

    private void Walk()
    {
        var reader = new Utf8JsonReader(_text, new JsonReaderOptions
        {
            CommentHandling = LeagueDocument.Options.CommentHandling,
            AllowTrailingCommas = LeagueDocument.Options.AllowTrailingCommas,
            MaxDepth = LeagueDocument.Options.MaxDepth,
        });
        var around = new Stack<Open>();
        var (path, name) = ("$", -1);
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    (path, name) = (around.Peek().Path + JsonFields.Step(NameOf(ref reader)), start);
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    var closed = around.Pop();
                    _values[closed.Path] = closed.Range with { End = (int)reader.BytesConsumed };
                    continue;
            }

            if (around.TryPeek(out var list) && list.Items >= 0)
            {
                around.Push(around.Pop() with { Items = list.Items + 1 });
                (path, name) = ($"{list.Path}[{list.Items}]", -1);
            }

            var range = new Range(name < 0 ? start : name, start, (int)reader.BytesConsumed);
            _values[path] = range; // of an object or a list until its end is seen
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                around.Push(new(path, range, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
        }
    }

    private static string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return JsonFields.BrokenName;
        }
    }

    /// <summary>In bytes: where a value's name begins, or it itself where it has none, where it begins and where it ends.</summary>
    private readonly record struct Range(int Name, int Start, int End);

    /// <summary>An object or a list whose end has not been read.</summary>
    /// <param name="Path">Its path.</param>
    /// <param name="Range">Where it begins.</param>
    /// <param name="Items">Of a list, how many have been read; -1 for an object.</param>
    private readonly record struct Open(string Path, Range Range, int Items);
}
