using Aspire.Hosting.ApplicationModel;

namespace Arena.Publishing;

/// <summary>A piece of a published value: text, or a parameter that only whoever deploys knows.</summary>
internal readonly record struct ValuePart(string Text, ParameterResource? Parameter = null, bool IsUrlEncoded = false);
