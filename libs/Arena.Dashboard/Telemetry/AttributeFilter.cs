using Google.Protobuf.Collections;
using OpenTelemetry.Proto.Common.V1;

namespace Arena.Dashboard.Telemetry;

/// <summary>A condition on an attribute, written <c>name=value</c>, <c>name!=value</c> or <c>name~part</c>.</summary>
public sealed record AttributeFilter(string Name, AttributeFilter.Operator Comparison, string Value)
{
    public enum Operator
    {
        Equal,
        NotEqual,
        Contains,
    }

    /// <summary>Null for a text that has none of the three signs.</summary>
    public static AttributeFilter? Parse(string text)
    {
        var at = text.AsSpan().IndexOfAny('=', '~', '!');
        if (at <= 0)
            return null;
        return text[at] switch
        {
            '=' => new(text[..at].Trim(), Operator.Equal, text[(at + 1)..].Trim()),
            '~' => new(text[..at].Trim(), Operator.Contains, text[(at + 1)..].Trim()),
            _ when at + 1 < text.Length && text[at + 1] == '=' => new(text[..at].Trim(), Operator.NotEqual, text[(at + 2)..].Trim()),
            _ => null,
        };
    }

    public bool Matches(RepeatedField<KeyValue> attributes)
    {
        var value = attributes.Text(Name);
        return Comparison switch
        {
            Operator.Equal => string.Equals(value, Value, StringComparison.OrdinalIgnoreCase),
            Operator.NotEqual => !string.Equals(value, Value, StringComparison.OrdinalIgnoreCase),
            _ => value?.Contains(Value, StringComparison.OrdinalIgnoreCase) == true,
        };
    }

    public override string ToString() => Name + Comparison switch { Operator.Equal => "=", Operator.NotEqual => "!=", _ => "~" } + Value;
}
