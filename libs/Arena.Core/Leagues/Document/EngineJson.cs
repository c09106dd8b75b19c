using System.Text.Json;
using Arena.Core.Agents.Programs;

namespace Arena.Core.Leagues.Document;

/// <summary>Writes the canonical form of an engine; <see cref="EngineReader"/> reads it back.</summary>
internal static class EngineJson
{
    public static void Write(Utf8JsonWriter json, EngineSpec spec)
    {
        json.WriteStartObject("engine");
        json.WriteString("cmd", spec.Command);
        json.WriteStartArray("args");
        foreach (var argument in spec.Arguments) json.WriteStringValue(argument);
        json.WriteEndArray();
        if (spec.Directory is not null) json.WriteString("dir", spec.Directory);
        json.WriteString("proto", spec.Protocol == EngineProtocol.Uci ? "uci" : "xboard");
        json.WriteStartObject("options");
        foreach (var (name, value) in spec.Options) json.WriteString(name, value);
        json.WriteEndObject();
        if (spec.TimeControl is { MoveTime: { } move }) json.WriteNumber("movetime", move.TotalSeconds);
        else if (spec.TimeControl is { } control) json.WriteString("tc", control.ToString());
        if (spec.Nodes is { } nodes) json.WriteNumber("nodes", nodes);
        if (spec.Depth is { } depth) json.WriteNumber("depth", depth);
        json.WriteBoolean("restart", spec.Restart);
        json.WriteEndObject();
    }
}
