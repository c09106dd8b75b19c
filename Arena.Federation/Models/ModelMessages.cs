using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.Federation.Rounds;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Arena.Federation.Models;

/// <summary>Models as callers are told of them.</summary>
internal static class ModelMessages
{
    public static Model Of(FederatedModel model)
    {
        var (version, round) = (model.Snapshot.Version, model.Snapshot.Round);
        return new Model
        {
            Name = model.Name,
            Dimension = model.Spec.Dimension,
            Aggregator = model.Spec.Aggregator,
            Parameters = { model.Spec.Parameters },
            ClientsPerRound = model.Spec.ClientsPerRound,
            LeastClients = model.Spec.LeastClients,
            DeadlineSeconds = model.Spec.Deadline.TotalSeconds,
            Rounds = model.Spec.Rounds,
            Recipe = model.Spec.Recipe,
            Version = version.Number,
            Hash = ByteString.CopyFrom(version.Digest),
            Received = { round.Select(update => update.Client).Order(StringComparer.Ordinal) },
            Complete = model.Spec.IsCompleteAt(version.Number),
        };
    }

    public static ModelVersion Of(ModelVersionEntry version) => new()
    {
        Number = version.Number,
        Hash = ByteString.CopyFrom(version.Digest),
        Created = Timestamp.FromDateTimeOffset(version.At),
        Contributions = { version.Updates.Select(Of) },
    };

    private static Contribution Of(ModelUpdateEntry update)
    {
        var head = UpdateHead.Of(update);
        var contribution = new Contribution
        {
            Client = update.Client,
            Digest = ByteString.CopyFrom(update.Digest),
            BaseVersion = head.BaseVersion,
            Samples = head.Samples,
            LocalSteps = head.LocalSteps,
            Epoch = head.Epoch,
            LeftOut = update.IsLeftOut,
            Received = Timestamp.FromDateTimeOffset(update.At),
        };
        if (head.Loss is { } loss)
            contribution.Loss = loss;
        return contribution;
    }
}
