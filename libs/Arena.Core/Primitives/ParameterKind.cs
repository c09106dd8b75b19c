namespace Arena.Core.Primitives;

/// <summary>What a parameter's value may be.</summary>
public enum ParameterKind
{
    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>Any finite number.</summary>
    Number,
}
