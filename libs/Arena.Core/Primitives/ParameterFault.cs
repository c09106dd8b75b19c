namespace Arena.Core.Primitives;

/// <summary>What is wrong with one parameter (or, with an empty name, with their combination) and what is allowed.</summary>
public readonly record struct ParameterFault(string Name, string Message);
