using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Arena.Hosting.Publishing;

/// <summary>Writes mappings, lists and scalars as block YAML. Whatever could be read as something else is quoted.</summary>
internal static partial class YamlWriter
{
    private static readonly HashSet<string> _ambiguous = new(StringComparer.OrdinalIgnoreCase) { "true", "false", "yes", "no", "on", "off", "null", "y", "n" };

    public static string Write(YamlMap map)
    {
        var text = new StringBuilder();
        WriteMap(text, map, indent: 0);
        return text.ToString();
    }

    /// <summary>Several documents in one file.</summary>
    public static string Write(IEnumerable<YamlMap> documents) => string.Join("---\n", documents.Select(Write));

    private static void WriteMap(StringBuilder text, YamlMap map, int indent)
    {
        foreach (var (key, value) in map)
        {
            text.Append(' ', indent).Append(Scalar(key)).Append(':');
            WriteValue(text, value, indent + 2);
        }
    }

    private static void WriteValue(StringBuilder text, object value, int indent)
    {
        switch (value)
        {
            case YamlMap { Count: 0 }:
                text.Append(" {}\n");
                break;
            case YamlMap map:
                text.Append('\n');
                WriteMap(text, map, indent);
                break;
            case IEnumerable list when value is not string:
                WriteList(text, [.. list.Cast<object>()], indent);
                break;
            default:
                text.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static void WriteList(StringBuilder text, object[] items, int indent)
    {
        if (items.Length == 0)
        {
            text.Append(" []\n");
            return;
        }

        text.Append('\n');
        foreach (var item in items)
        {
            text.Append(' ', indent).Append('-');
            if (item is YamlMap { Count: > 0 } map)
            {
                // The first key stands behind the dash.
                var inner = new StringBuilder();
                WriteMap(inner, map, indent + 2);
                text.Append(' ').Append(inner.ToString(), indent + 2, inner.Length - indent - 2);
            }
            else
            {
                WriteValue(text, item, indent + 2);
            }
        }
    }

    private static string Scalar(object value) => value switch
    {
        YamlTemplate template => template.Text,
        bool flag => flag ? "true" : "false",
        string text when Plain().IsMatch(text) && !_ambiguous.Contains(text) => text,
        string text => Quote(text),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A {value.GetType().Name} cannot be written as YAML.", nameof(value)),
    };

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when char.IsControl(c) => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    // Begins with a letter or a slash, so that nothing that looks like a number gets through.
    [GeneratedRegex(@"^[A-Za-z/][A-Za-z0-9_./-]*$")]
    private static partial Regex Plain();
}
