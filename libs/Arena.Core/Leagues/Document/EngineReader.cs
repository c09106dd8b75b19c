using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arena.Core.Agents.Programs;
using Arena.Core.Clocks;
using Arena.Core.Primitives;

namespace Arena.Core.Leagues.Document;

/// <summary>Reads the "engine" of an agent.</summary>
internal static class EngineReader
{
    private const int MostArguments = 100;
    private const int MostOptions = 200;
    private const int LongestText = 4096;
    private const long MostNodes = 1L << 53;
    private const int MostDepth = 1000;

    private static readonly string[] Protocols = ["uci", "xboard"];
    private static readonly IntegerField Depth = new("depth", "Plies that it searches at most.", 1, MostDepth);

    /// <summary>The fields of an engine, in the order in which a fault lists them.</summary>
    public static ImmutableArray<DocumentField> Fields { get; } =
    [
        new("cmd", "The engine's program: a path, or a name that is looked for in PATH.", LineShape) { IsRequired = true },
        new("args", "What it is started with.", () => SchemaShape.Array(ArgumentShape(), 0, MostArguments)),
        new("dir", "The directory that it runs in.", LineShape),
        new("proto", "What it speaks.", () => SchemaShape.Words(Protocols)) { Default = Protocols[0] },
        new("options", "What is set before it plays, by the names that it gives its options.", OptionsShape),
        new("tc", "Its own clock, \"40/60+0.5\": this or movetime.", MoveTime.ControlShape),
        new("movetime", "Its time for each move: this or tc.", MoveTime.Shape),
        new("nodes", "Positions that it searches at most for a move.", () => SchemaShape.Integer(1, MostNodes)),
        Depth,
        new("restart", "Whether it is started anew for each match.", SchemaShape.Boolean) { Default = false },
    ];

    /// <summary>The engine, which is good only if no faults were noted.</summary>
    public static EngineSpec? Read(JsonFields fields)
    {
        fields.AllowOnly(Fields);
        var command = Line(fields, "cmd", "the engine's program");
        var spec = new EngineSpec
        {
            Command = command ?? "",
            Arguments = ReadArguments(fields),
            Directory = Line(fields, "dir", missing: null),
            Protocol = ReadProtocol(fields),
            Options = ReadOptions(fields),
            TimeControl = ReadTimeControl(fields),
            Nodes = ReadNodes(fields),
            Depth = fields.Integer(Depth),
            Restart = fields.Boolean("restart") ?? false,
        };
        return command is null ? null : spec;
    }

    private static JsonObject LineShape() => SchemaShape.Text(LongestText);

    private static JsonObject ArgumentShape() => new() { ["type"] = "string", ["maxLength"] = LongestText };

    private static JsonObject OptionsShape() => new()
    {
        ["type"] = "object",
        ["maxProperties"] = MostOptions,
        ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
    };

    private static ImmutableArray<string> ReadArguments(JsonFields fields)
    {
        if (!fields.TryGet("args", out var array)) return [];
        var wanted = $"an array of at most {MostArguments} texts";
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() > MostArguments)
        {
            fields.Fault("args", $"found {JsonFields.Describe(array)}; wanted {wanted}");
            return [];
        }

        var arguments = ImmutableArray.CreateBuilder<string>();
        foreach (var item in array.EnumerateArray())
        {
            var text = JsonFields.TextOf(item);
            if (text is { Length: <= LongestText } && !text.Contains('\0', StringComparison.Ordinal))
                arguments.Add(text);
            else fields.Fault("args", $"found {JsonFields.Describe(item)} among them; wanted {wanted}");
        }

        return arguments.ToImmutable();
    }

    private static EngineProtocol ReadProtocol(JsonFields fields)
    {
        if (fields.Text("proto") is not { } text) return EngineProtocol.Uci;
        if (!Protocols.Contains(text))
            fields.Fault(
                "proto",
                $"unknown protocol \"{JsonFields.Short(text)}\"{NearMiss.Hint(text, Protocols)}");
        return text == Protocols[1] ? EngineProtocol.Xboard : EngineProtocol.Uci;
    }

    private static ImmutableSortedDictionary<string, string> ReadOptions(JsonFields fields)
    {
        var options = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (fields.Object("options") is not { } given) return options.ToImmutable();
        if (given.Names.Count() > MostOptions)
            fields.Fault("options", $"found {given.Names.Count()} options; at most {MostOptions} are allowed");
        foreach (var name in given.Names.Take(MostOptions))
        {
            given.TryGet(name, out var value);
            var text = value.ValueKind switch
            {
                JsonValueKind.String => JsonFields.TextOf(value),
                JsonValueKind.Number => value.GetRawText(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => null,
            };
            if (text is null || !IsLine(text))
                given.Fault(
                    name, $"found {JsonFields.Describe(value)}; wanted a line of text, a number, true or false");
            else if (name.Length == 0 || !IsLine(name)) given.Fault(name, "wanted an option's name");
            else if (options.Keys.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } same)
                given.Fault(name, $"found beside {same}, which engines take for the same option");
            else options.Add(name, text);
        }

        return options.ToImmutable();
    }

    private static TimeControl? ReadTimeControl(JsonFields fields)
    {
        var bank = MoveTime.ReadControl(fields, "tc");
        var move = MoveTime.Read(fields, "movetime");
        if (fields.TryGet("tc", out _) && fields.TryGet("movetime", out _))
            fields.Fault("movetime", "found beside tc; an engine has one clock");
        return bank ?? (move is { } time ? TimeControl.PerMove(time) with { Margin = EngineSpec.MoveTimeMargin } : null);
    }

    private static long? ReadNodes(JsonFields fields)
    {
        if (!fields.TryGet("nodes", out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var nodes) && nodes is >= 1 and <= MostNodes) return nodes;
        fields.Fault("nodes", $"found {JsonFields.Describe(value)}; wanted an integer from 1 to {MostNodes}");
        return null;
    }

    private static string? Line(JsonFields fields, string field, string? missing)
    {
        if (fields.Text(field, missing) is not { } text) return null;
        if (text.Length > 0 && IsLine(text)) return text;
        var found = text.Length == 0 ? "no text" : $"text that is no line of at most {LongestText} characters";
        fields.Fault(field, $"found {found}; wanted {missing ?? "a directory"}");
        return null;
    }

    // What goes down a pipe as one line must be one.
    private static bool IsLine(string text) => text.Length <= LongestText && !text.Any(char.IsControl);
}
