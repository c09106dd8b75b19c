using System.Collections.Immutable;

namespace Arena.Core.Primitives;

/// <summary>Values for every parameter of a schema, in its order: complete, valid, immutable, compared by content.</summary>
public sealed class ParameterSet : IEquatable<ParameterSet>
{
    private readonly ImmutableArray<ParameterDefinition> _definitions; // in the order of the values
    private string? _text;

    internal ParameterSet(ImmutableArray<KeyValuePair<string, double>> values, ImmutableArray<ParameterDefinition> definitions) =>
        (Values, _definitions) = (values, definitions);

    /// <summary>Every parameter with its value, in the schema's order.</summary>
    public ImmutableArray<KeyValuePair<string, double>> Values { get; }

    /// <exception cref="KeyNotFoundException">The schema has no such parameter.</exception>
    public double Number(string name)
    {
        foreach (var (key, value) in Values)
            if (key == name) return value;
        throw new KeyNotFoundException($"no parameter '{name}'; there are: {ToString()}");
    }

    /// <inheritdoc cref="Number"/>
    internal int Integer(string name) => checked((int)Number(name));

    /// <summary>The word that a choice's value stands for; null for numbers.</summary>
    public string? WordOf(string name)
    {
        var definition = _definitions.FirstOrDefault(d => d.Name == name);
        return definition is { Kind: ParameterKind.Choice } ? definition.TextOf(Number(name)) : null;
    }

    /// <summary>Whether both have the same values under the same names.</summary>
    public bool Equals(ParameterSet? other) => other is not null && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterSet);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Aggregate(Values.Length, HashCode.Combine);

    /// <summary>
    /// "turns=200,noise=0": every value, shortest form that reads back the same. Part of every match's identity;
    /// parameters that came later show only where they are not at their defaults.
    /// </summary>
    public override string ToString() => _text ??=
        string.Join(',', Values.Zip(_definitions).Where(v => !v.Second.IsLater || v.First.Value != v.Second.Default)
            .Select(v => $"{v.First.Key}={v.Second.TextOf(v.First.Value)}"));
}
