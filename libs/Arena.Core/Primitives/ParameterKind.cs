namespace Arena.Core.Primitives;

/// <summary>What a parameter's value may be.</summary>
public enum ParameterKind
{
    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>Any finite number.</summary>
    Number,

    /// <summary>One of some words; as a number its place among them, from 0.</summary>
    Choice,
}
