namespace Arena.Tests.Architecture;

/// <summary>A type that is not within another; what is within it counts as its own.</summary>
internal readonly record struct TypeName(string Namespace, string Name);

/// <summary>One type of an assembly knows another of the same.</summary>
internal readonly record struct TypeUse(TypeName From, TypeName To);
