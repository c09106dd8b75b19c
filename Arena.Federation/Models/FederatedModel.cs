using Arena.Core.Learning;
using Arena.Core.Primitives;

namespace Arena.Federation.Models;

/// <summary>A model, its current version, and the updates that its next one waits for.</summary>
internal sealed class FederatedModel(
    string name, IAggregator aggregator, ParameterSet parameters, int clientsPerRound, float[] initial)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ClientUpdate> _round = new(StringComparer.Ordinal);
    private volatile ModelVersion _version = new(0, initial);
    private ServerState? _state;

    public string Name { get; } = name;

    public int Dimension { get; } = initial.Length;

    public IAggregator Aggregator { get; } = aggregator;

    public ParameterSet Parameters { get; } = parameters;

    public int ClientsPerRound { get; } = clientsPerRound;

    public ModelVersion Version => _version;

    /// <summary>The current version with the clients whose updates for it are here, from one moment.</summary>
    public (ModelVersion Version, string[] Received) Round()
    {
        lock (_lock)
            return (_version, [.. _round.Keys.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Whether an update may begin at a version, as things are.</summary>
    public bool TakesFrom(long baseVersion) => Takes(_version.Number - baseVersion);

    /// <summary>
    /// Takes an update that <see cref="IAggregator.Check"/> passed; the last one that the round needs makes the next version.
    /// </summary>
    public SubmitOutcome Submit(ClientUpdate update, long baseVersion)
    {
        lock (_lock)
        {
            var behind = _version.Number - baseVersion;
            if (!Takes(behind))
                return new SubmitOutcome.WrongVersion(_version.Number);
            _round.TryGetValue(update.ClientId, out var before);
            _round[update.ClientId] = update with { Staleness = (int)behind };
            if (_round.Count < ClientsPerRound)
                return new SubmitOutcome.Accepted(_version.Number, RoundClosed: false, ClientsPerRound - _round.Count);

            var aggregation = Aggregator.Aggregate(_round.Values, Dimension, _state);
            if (!aggregation.IsValid || _version.Next(aggregation.Delta) is not { } next)
            {
                Restore_NeedsLock(update.ClientId, before);
                return new SubmitOutcome.Unusable(aggregation.Faults.Count > 0
                    ? string.Join("; ", aggregation.Faults)
                    : "with this update a weight of the next version would not be finite");
            }

            (_version, _state) = (next, aggregation.Next);
            _round.Clear();
            return new SubmitOutcome.Accepted(next.Number, RoundClosed: true, ClientsPerRound);
        }
    }

    private bool Takes(long behind) => behind >= 0 && behind <= Aggregator.MostStaleness;

    // The round is as it was before the update that spoilt it.
    private void Restore_NeedsLock(string client, ClientUpdate? before)
    {
        if (before is null)
            _round.Remove(client);
        else
            _round[client] = before;
    }
}
