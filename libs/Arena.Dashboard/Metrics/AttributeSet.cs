using Google.Protobuf.Collections;
using OpenTelemetry.Proto.Common.V1;

namespace Arena.Dashboard.Metrics;

/// <summary>Attributes as a key: equal whatever their order.</summary>
internal readonly struct AttributeSet : IEquatable<AttributeSet>
{
    private readonly RepeatedField<KeyValue> _attributes;
    private readonly int _hash;

    public AttributeSet(RepeatedField<KeyValue> attributes)
    {
        _attributes = attributes;
        foreach (var attribute in attributes)
            _hash += attribute.GetHashCode();
    }

    public bool Equals(AttributeSet other)
    {
        if (_hash != other._hash || _attributes.Count != other._attributes.Count)
            return false;
        if (_attributes.Equals(other._attributes))
            return true;
        foreach (var attribute in _attributes)
        {
            if (!other._attributes.Contains(attribute))
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is AttributeSet other && Equals(other);

    public override int GetHashCode() => _hash;
}
