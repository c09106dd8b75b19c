namespace Arena.Core.Learning;

/// <summary>What aggregators share: the order of the updates, the rules that all have to keep, and the end of a round.</summary>
internal abstract class Aggregator(string name) : IAggregator
{
    public string Name => name;

    public virtual int LeastClients => 1;

    public virtual int MostStaleness => 0;

    public UpdateFault? Check(ClientUpdate update, int dimension) =>
        UpdateCheck.Check(update, dimension)
        ?? UpdateCheck.Fault(
            update, update.Staleness <= MostStaleness,
            $"found an update of a version that is {update.Staleness} behind; wanted at most {MostStaleness}")
        ?? CheckOwn(update);

    public Aggregation Aggregate(IReadOnlyCollection<ClientUpdate> updates, int dimension, ServerState? state = null) =>
        UpdateRound.Of(this, updates, dimension, out var refused) is { } round ? Aggregate(round, state) : refused;

    /// <summary>What is wrong by a rule of its own.</summary>
    protected virtual UpdateFault? CheckOwn(ClientUpdate update) => null;

    protected abstract Aggregation Aggregate(UpdateRound round, ServerState? state);
}
