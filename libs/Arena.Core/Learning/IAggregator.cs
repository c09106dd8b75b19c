namespace Arena.Core.Learning;

/// <summary>
/// A way to make one model update from many. Pure: the result depends on the set of updates and on the state only, never on the order
/// in which the updates came: they are taken in the order of their client ids, part of the vector by part, in double precision.
/// </summary>
public interface IAggregator
{
    /// <summary>Its name in configuration and on the wire.</summary>
    string Name { get; }

    /// <summary>The fewest updates of which it makes one. At least 1; more where a promise holds only then.</summary>
    int LeastClients { get; }

    /// <summary>How many versions behind the current one an update may begin; 0 for none.</summary>
    int MostStaleness { get; }

    /// <summary>What is wrong with an update of its own, before any round is closed; null when nothing is.</summary>
    UpdateFault? Check(ClientUpdate update, int dimension);

    /// <summary>Aggregates a round. With any faulty update nothing is aggregated, and all the faults are told.</summary>
    /// <param name="updates">At least <see cref="LeastClients"/>, each from another client.</param>
    /// <param name="dimension">Numbers in the model, and so in every update.</param>
    /// <param name="state">What the round before left; null at first, and always for those that keep nothing.</param>
    Aggregation Aggregate(IReadOnlyCollection<ClientUpdate> updates, int dimension, ServerState? state = null);
}
