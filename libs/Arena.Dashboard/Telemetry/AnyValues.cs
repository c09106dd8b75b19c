using System.Globalization;
using System.Text;
using Google.Protobuf.Collections;
using OpenTelemetry.Proto.Common.V1;

namespace Arena.Dashboard.Telemetry;

/// <summary>Attribute values as text.</summary>
internal static class AnyValues
{
    /// <summary>The attribute's value as text; null when there is none.</summary>
    public static string? Text(this RepeatedField<KeyValue> attributes, string key)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Key == key)
                return attribute.Value.Text();
        }

        return null;
    }

    public static string Text(this AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString("R", CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.BytesValue => Convert.ToHexStringLower(value.BytesValue.Span),
        AnyValue.ValueOneofCase.ArrayValue => "[" + string.Join(", ", value.ArrayValue.Values.Select(Text)) + "]",
        AnyValue.ValueOneofCase.KvlistValue => "{" + string.Join(", ", value.KvlistValue.Values.Select(kv => $"{kv.Key}: {kv.Value.Text()}")) + "}",
        _ => "",
    };

    /// <summary>Control characters made visible, so that a message cannot pretend to be two, or hide what it says.</summary>
    public static string Visible(this string text, bool keepLines = false)
    {
        if (!text.Any(c => IsHidden(c, keepLines)))
            return text;
        var visible = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (!IsHidden(c, keepLines))
                visible.Append(c);
            else if (c < 0x20)
                visible.Append((char)(0x2400 + c));
            else
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return visible.ToString();
    }

    // Beside the control characters: marks that turn the direction of text around.
    private static bool IsHidden(char c, bool keepLines) =>
        (char.IsControl(c) && !(keepLines && c is '\n' or '\t')) || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f';
}
