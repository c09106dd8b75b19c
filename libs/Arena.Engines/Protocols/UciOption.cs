using System.Globalization;
using Arena.Core.Primitives;

namespace Arena.Engines.Protocols;

/// <summary>An option as an engine announces it: "option name Hash type spin default 16 min 1 max 1024".</summary>
internal sealed record UciOption(string Name, string Type, long Minimum, long Maximum, IReadOnlyList<string> Choices)
{
    private static readonly string[] _words = ["name", "type", "default", "min", "max", "var"];

    /// <summary>Null when the line announces nothing that can be understood.</summary>
    public static UciOption? Parse(string line)
    {
        var (name, type, minimum, maximum, choices) = ("", "", long.MinValue, long.MaxValue, new List<string>());
        var tokens = LineWords.Of(line);
        for (var i = 1; i < tokens.Length;)
        {
            // A name may be several words, also such as "default": it ends at "type".
            var word = tokens[i++];
            var end = i;
            while (end < tokens.Length && (word == "name" ? tokens[end] != "type" : !_words.Contains(tokens[end]))) end++;
            var value = string.Join(' ', tokens[i..end]);
            i = end;
            switch (word)
            {
                case "name": name = value; break;
                case "type": type = value; break;
                case "min": minimum = Number(value, minimum); break;
                case "max": maximum = Number(value, maximum); break;
                case "var": choices.Add(value); break;
            }
        }

        return name.Length == 0 || type.Length == 0 ? null : new(name, type, minimum, maximum, choices);
    }

    /// <summary>What is wrong with a value; null when it is right.</summary>
    public string? Fault(string value)
    {
        var wanted = Type switch
        {
            "check" when value is not ("true" or "false") => "true or false",
            "spin" when Number(value, null) is not { } number || number < Minimum || number > Maximum =>
                string.Create(CultureInfo.InvariantCulture, $"an integer from {Minimum} to {Maximum}"),
            "combo" when !Choices.Contains(value, StringComparer.OrdinalIgnoreCase) => "one of: " + string.Join(", ", Choices),
            _ => null,
        };
        return wanted is null ? null : $"option '{Name}': found '{value}'; wanted {wanted}";
    }

    /// <summary>The option that a name means; if there is none, why.</summary>
    public static (UciOption? Option, string Fault) Find(IReadOnlyList<UciOption> announced, string name)
    {
        var option = announced.FirstOrDefault(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return (option, option is null ? $"has no option '{name}'{NearMiss.Hint(name, announced.Select(o => o.Name))}" : "");
    }

    private static long Number(string text, long otherwise) => Number(text, (long?)null) ?? otherwise;

    private static long? Number(string text, long? otherwise) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
