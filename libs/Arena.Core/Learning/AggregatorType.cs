using Arena.Core.Primitives;

namespace Arena.Core.Learning;

/// <summary>An aggregator as the catalog knows it. Names and parameters are those of Flower where it has it.</summary>
public sealed record AggregatorType
{
    /// <summary>Its name in configuration and on the wire.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in one line.</summary>
    public required string Description { get; init; }

    /// <summary>What can be adjusted; nothing by default.</summary>
    public ParameterSchema Parameters { get; init; } = ParameterSchema.None;

    /// <summary>Makes one, given values of its parameters.</summary>
    public required Func<ParameterSet, IAggregator> Create { get; init; }
}
