using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arena.Core.Clocks;

namespace Arena.Core.Leagues.Document;

/// <summary>A time in a league document: a number of seconds, or text such as "10s", "500ms", "2m".</summary>
internal static class MoveTime
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60)];

    /// <summary>What <see cref="Read"/> takes.</summary>
    public static JsonObject Shape() => SchemaShape.AnyOf(
        SchemaShape.Number(LeagueLimits.ShortestMoveTime.TotalSeconds, LeagueLimits.LongestMoveTime.TotalSeconds),
        SchemaShape.Text($"{SchemaShape.Decimal}({string.Join('|', Units.Select(unit => unit.Unit))})"));

    /// <summary>What <see cref="ReadControl"/> takes: moves before a slash, times of up to three parts.</summary>
    public static JsonObject ControlShape()
    {
        const string time = SchemaShape.Decimal + "(:" + SchemaShape.Decimal + "){0,2}";
        return SchemaShape.Text($@"([0-9]+/)?{time}(\+{time})?");
    }

    /// <summary>Null when the field is missing or (noted) no time.</summary>
    public static TimeSpan? Read(JsonFields fields, string field)
    {
        if (!fields.TryGet(field, out var value)) return null;
        var seconds = value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            ? number
            : Seconds(JsonFields.TextOf(value));
        if (seconds >= LeagueLimits.ShortestMoveTime.TotalSeconds && seconds <= LeagueLimits.LongestMoveTime.TotalSeconds)
            return TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
        fields.Fault(
            field,
            $"found {JsonFields.Describe(value)}; wanted a time from 1ms to 60m: seconds as a number, or text with ms, s or m");
        return null;
    }

    /// <summary>A time control as text, "40/60+0.5"; null when the field is missing or (noted) something else.</summary>
    public static TimeControl? ReadControl(JsonFields fields, string field)
    {
        if (!fields.TryGet(field, out var value)) return null;
        if (JsonFields.TextOf(value) is { } text && TimeControl.Parse(text) is { } control) return control;
        fields.Fault(
            field,
            $"found {JsonFields.Describe(value)}; wanted a time control such as \"60+0.5\" or \"40/60\": moves/seconds+increment");
        return null;
    }

    private static double Seconds(string? text)
    {
        foreach (var (unit, seconds) in Units)
        {
            if (text is null || !text.EndsWith(unit, StringComparison.Ordinal)) continue;
            return double.TryParse(
                text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                ? count * seconds
                : double.NaN;
        }

        return double.NaN;
    }
}
