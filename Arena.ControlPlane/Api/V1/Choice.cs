using System.Text.Json;

namespace Arena.ControlPlane.Api.V1;

/// <summary>A word of a query that stands for one of few: as answers write it, and in no other way.</summary>
internal readonly record struct Choice<T>(T Value)
    where T : struct, Enum
{
    /// <summary>The words that there are.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public static bool TryParse(string? text, out Choice<T> choice)
    {
        var isOne = text is not null && Words.Contains(text, StringComparer.Ordinal);
        choice = isOne ? new Choice<T>(Enum.Parse<T>(text!, ignoreCase: true)) : default;
        return isOne;
    }
}
