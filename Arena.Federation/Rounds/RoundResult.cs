using System.Numerics.Tensors;
using Arena.Backplane.Ledger;
using Arena.Federation.Blobs;

namespace Arena.Federation.Rounds;

/// <summary>What the updates of a round come to: the next version, whose vectors are on disk, or why there can be none.</summary>
internal sealed record RoundResult(NewModelVersion? Version, string? Fault)
{
    public static RoundResult Of(FederatedModel model, ModelVersionEntry version, IReadOnlyList<ModelUpdateEntry> round)
    {
        var (folder, dimension) = (model.Folder, model.Spec.Dimension);
        var opened = new List<IDisposable>();
        try
        {
            var updates = round.Select(update => UpdateHead.Of(update).With(
                update.Client, version.Number,
                Keep(folder.OpenUpdate(version.Number, update.Client, update.Digest, dimension)))).ToArray();
            var state = KeptState.Parse(version.State)?.Open(kind => Keep(folder.Open(kind, version.Number, dimension)));
            var aggregation = model.Aggregator.Aggregate(updates, dimension, state);
            if (!aggregation.IsValid)
                return new RoundResult(null, string.Join("; ", aggregation.Faults));

            var weights = aggregation.Delta; // the sum takes its place: a model may be large
            TensorPrimitives.Add(weights, Keep(folder.Open(VectorKind.Weights, version.Number, dimension)).Span, weights);
            if (Array.FindIndex(weights, weight => !float.IsFinite(weight)) is >= 0 and var overflow)
                return new RoundResult(null, $"weight {overflow} of the next version would not be finite; wanted smaller updates");
            var digest = folder.Write(VectorKind.Weights, version.Number + 1, weights);
            var kept = KeptState.Write(aggregation.Next, version.Number + 1, folder);
            return new RoundResult(new NewModelVersion(version.Number + 1, digest, kept?.ToJson(), aggregation.LeftOut), null);
        }
        finally
        {
            opened.ForEach(vector => vector.Dispose());
        }

        ReadOnlyMemory<float> Keep(MappedVector vector)
        {
            opened.Add(vector);
            return vector.Values;
        }
    }
}
