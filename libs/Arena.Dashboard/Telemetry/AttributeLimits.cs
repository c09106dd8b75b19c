using System.Globalization;
using Google.Protobuf.Collections;
using OpenTelemetry.Proto.Common.V1;

namespace Arena.Dashboard.Telemetry;

/// <summary>Keeps one item from growing without bound.</summary>
internal static class AttributeLimits
{
    public const int MaxAttributes = 128;
    public const int MaxTextLength = 32 * 1024;

    /// <summary>Takes away what is too many and shortens what is too long; returns how many attributes went.</summary>
    public static uint Apply(RepeatedField<KeyValue> attributes)
    {
        var dropped = 0u;
        while (attributes.Count > MaxAttributes)
        {
            attributes.RemoveAt(attributes.Count - 1);
            dropped++;
        }

        foreach (var attribute in attributes)
            Apply(attribute.Value);
        return dropped;
    }

    public static void Apply(AnyValue? value)
    {
        if (value is { HasStringValue: true, StringValue.Length: > MaxTextLength })
            value.StringValue = Shorten(value.StringValue);
    }

    private static string Shorten(string text)
    {
        // Not in the middle of a pair of surrogates.
        var end = char.IsHighSurrogate(text[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, end)}… ({text.Length - end:#,0} more characters were not kept)");
    }
}
