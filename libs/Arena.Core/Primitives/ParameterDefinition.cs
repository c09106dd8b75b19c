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

    /// <summary>What is allowed, in words: "an integer from 1 to 100000".</summary>
    public string Allowed => string.Create(CultureInfo.InvariantCulture,
        $"{(Kind == ParameterKind.Integer ? "an integer" : "a number")} from {Minimum} to {Maximum}");

    /// <summary>Whether the value is of this kind and in range.</summary>
    internal bool Accepts(double value) =>
        double.IsFinite(value)
        && value >= Minimum && value <= Maximum
        && (Kind != ParameterKind.Integer || Math.Truncate(value) == value);
}
