using System.Collections.Immutable;
using System.Text.Json;
using Arena.Core.Learning;

namespace Arena.Federation.Rounds;

/// <summary>What a model is, and how its rounds go.</summary>
internal sealed record ModelSpec
{
    /// <summary>Numbers in it.</summary>
    public required int Dimension { get; init; }

    public required string Aggregator { get; init; }

    /// <summary>All of the aggregator's, by name.</summary>
    public required ImmutableSortedDictionary<string, double> Parameters { get; init; }

    /// <summary>Updates that end a round at once.</summary>
    public required int ClientsPerRound { get; init; }

    /// <summary>Updates that are enough when a round has taken its time.</summary>
    public required int LeastClients { get; init; }

    /// <summary>How long a round takes at most, once it has enough; zero for as long as it needs all.</summary>
    public TimeSpan Deadline { get; init; }

    /// <summary>Rounds after which nothing more is taken; 0 for none.</summary>
    public long Rounds { get; init; }

    /// <summary>What nodes do to train it, as they understand it; empty when others do.</summary>
    public string Recipe { get; init; } = "";

    public string ToJson() => JsonSerializer.Serialize(this);

    public static ModelSpec Parse(string json) => JsonSerializer.Deserialize<ModelSpec>(json)!;

    /// <summary>The aggregator with its parameters.</summary>
    /// <exception cref="InvalidDataException">This program does not know it.</exception>
    public IAggregator CreateAggregator() =>
        Aggregators.Create(Aggregator, Parameters, out _, out var fault) ?? throw new InvalidDataException(fault);

    /// <summary>Whether nothing more is taken once there is that version.</summary>
    public bool IsCompleteAt(long version) => Rounds > 0 && version >= Rounds;
}
