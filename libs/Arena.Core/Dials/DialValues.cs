using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Arena.Core.Dials;

/// <summary>What all dials are at once. Two with the same values are equal.</summary>
public sealed class DialValues : IEquatable<DialValues>
{
    private readonly ImmutableArray<double> _values;

    private DialValues(ImmutableArray<double> values) => _values = values;

    /// <summary>What they are in epoch 0.</summary>
    public static DialValues Defaults { get; } = new([.. KnownDials.All.Select(dial => dial.Default)]);

    /// <summary>A dial's value, in its unit.</summary>
    /// <exception cref="ArgumentException">There is no such dial.</exception>
    public double this[string name] => _values[IndexOf(name)];

    /// <summary>All names with their values, by name.</summary>
    public IEnumerable<KeyValuePair<string, double>> All => KnownDials.All.Zip(_values, (d, v) => KeyValuePair.Create(d.Name, v));

    /// <summary>The same but for one dial.</summary>
    /// <exception cref="ArgumentException">There is no such dial.</exception>
    public DialValues With(string name, double value) => new(_values.SetItem(IndexOf(name), value + 0.0)); // no negative zero

    /// <summary>As JSON: an object of numbers, each with as many digits as bring it back.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in All)
                json.WriteNumber(name, value);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>
    /// What <see cref="ToJson"/> wrote, maybe of a program with other dials: those that are not known here are passed over, and those that
    /// were not known there are what they are in epoch 0.
    /// </summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static DialValues Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var values = Defaults;
            foreach (var field in document.RootElement.EnumerateObject())
            {
                if (KnownDials.Find(field.Name) is not null)
                    values = values.With(field.Name, field.Value.GetDouble());
            }

            return values._values.All(double.IsFinite) ? values : throw new FormatException("A value of the dials is not finite.");
        }
        catch (Exception none) when (none is JsonException or InvalidOperationException)
        {
            throw new FormatException($"These are no values of dials: {none.Message}", none);
        }
    }

    /// <inheritdoc/>
    public bool Equals(DialValues? other) => other is not null && _values.AsSpan().SequenceEqual(other._values.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DialValues);

    /// <inheritdoc/>
    public override int GetHashCode() => _values.Aggregate(0, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => ToJson();

    private static int IndexOf(string name)
    {
        for (var i = 0; i < KnownDials.All.Length; i++)
        {
            if (KnownDials.All[i].Name == name)
                return i;
        }

        throw new ArgumentException(KnownDials.NotFound(name), nameof(name));
    }
}
