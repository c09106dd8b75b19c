namespace Arena.Core.Learning;

/// <summary>
/// A way to make one model update from many. Pure: the result depends on the set of updates only, never on the order
/// in which they came.
/// </summary>
public interface IAggregator
{
    /// <summary>Its name in configuration and on the wire.</summary>
    string Name { get; }

    /// <summary>What is wrong with an update of its own, before any round is closed; null when nothing is.</summary>
    UpdateFault? Check(ClientUpdate update, int dimension);

    /// <summary>Aggregates a round. With any faulty update nothing is aggregated, and all the faults are told.</summary>
    /// <param name="updates">At least one, each from another client.</param>
    /// <param name="dimension">Numbers in the model, and so in every update.</param>
    Aggregation Aggregate(IReadOnlyCollection<ClientUpdate> updates, int dimension);
}
