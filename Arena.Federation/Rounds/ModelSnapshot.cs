using System.Collections.Immutable;
using Arena.Backplane.Ledger;

namespace Arena.Federation.Rounds;

/// <summary>A model at one moment.</summary>
/// <param name="Version">The current one.</param>
/// <param name="Round">The updates for the next one, in the order in which they came.</param>
internal sealed record ModelSnapshot(ModelVersionEntry Version, ImmutableArray<ModelUpdateEntry> Round);
