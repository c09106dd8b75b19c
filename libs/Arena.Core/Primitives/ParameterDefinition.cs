using System.Collections.Immutable;
using System.Globalization;

namespace Arena.Core.Primitives;

/// <summary>One adjustable number of a game or a strategy: its name, kind, range (both ends allowed) and default.</summary>
public sealed record ParameterDefinition(
    string Name, ParameterKind Kind, double Default, double Minimum, double Maximum, string Description)
{
    /// <summary>
    /// Whether it came after matches were first recorded: at its default it is then left out of the text that is hashed,
    /// so the hashes of old records stay true.
    /// </summary>
    public bool IsLater { get; init; }

    /// <summary>A whole number.</summary>
    public static ParameterDefinition Integer(string name, int @default, int minimum, int maximum, string description) =>
        new(name, ParameterKind.Integer, @default, minimum, maximum, description);

    /// <summary>Any finite number.</summary>
    public static ParameterDefinition Number(
        string name, double @default, double minimum, double maximum, string description) =>
        new(name, ParameterKind.Number, @default, minimum, maximum, description);

    /// <summary>One of some words, the first of them by default.</summary>
    public static ParameterDefinition Choice(string name, ImmutableArray<string> words, string description) =>
        new(name, ParameterKind.Choice, 0, 0, words.Length - 1, description) { Words = words };

    /// <summary>What a <see cref="ParameterKind.Choice"/> is between; empty for numbers.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>What is allowed, in words: "an integer from 1 to 100000".</summary>
    public string Allowed => Kind == ParameterKind.Choice
        ? string.Join(" or ", Words)
        : string.Create(
            CultureInfo.InvariantCulture, $"{(Kind == ParameterKind.Integer ? "an integer" : "a number")} from {Minimum} to {Maximum}");

    /// <summary>A value as text: a word, or the shortest number that reads back the same.</summary>
    public string TextOf(double value) =>
        Kind == ParameterKind.Choice ? Words[(int)value] : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The value that a text stands for; null when it is no number and none of the words. The range is not looked at.</summary>
    public double? Parse(string text)
    {
        if (Words.IndexOf(text) is var place and >= 0) return place;
        return Kind != ParameterKind.Choice && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    /// <summary>Whether the value is of this kind and in range.</summary>
    internal bool Accepts(double value) =>
        double.IsFinite(value)
        && value >= Minimum && value <= Maximum
        && (Kind == ParameterKind.Number || Math.Truncate(value) == value);
}
