namespace Arena.Core.Learning;

/// <summary>The updates of a round in the order of their client ids, so that the order of arrival shows nowhere.</summary>
internal sealed class UpdateRound
{
    private readonly Int128 _samples;

    private UpdateRound(ClientUpdate[] updates, int dimension)
    {
        (Updates, Dimension) = (updates, dimension);
        _samples = updates.Aggregate((Int128)0, (sum, update) => sum + update.Samples);
        var steps = updates.Aggregate((Int128)0, (sum, update) => sum + (Int128)update.Samples * update.LocalSteps);
        EffectiveSteps = (double)steps / (double)_samples;
    }

    public ClientUpdate[] Updates { get; }

    public int Dimension { get; }

    public int Count => Updates.Length;

    /// <summary>The clients' mean number of steps, weighted by samples: tau_eff.</summary>
    public double EffectiveSteps { get; }

    /// <summary>Each client's n_i / sum n.</summary>
    public double[] Shares => Array.ConvertAll(Updates, update => update.Samples / (double)_samples);

    /// <summary>The round, or null with all that is wrong with it.</summary>
    public static UpdateRound? Of(
        IAggregator aggregator, IReadOnlyCollection<ClientUpdate> updates, int dimension, out Aggregation refused)
    {
        ArgumentNullException.ThrowIfNull(updates);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        var faults = FaultsOf(aggregator, updates, dimension);
        refused = new Aggregation { Faults = faults };
        return faults.Count > 0
            ? null
            : new UpdateRound([.. updates.OrderBy(update => update.ClientId, StringComparer.Ordinal)], dimension);
    }

    /// <summary>The round's end: the change, unless it is none.</summary>
    public Aggregation End(float[] delta, ServerState? next = null, IReadOnlyList<string>? leftOut = null)
    {
        var overflow = Array.FindIndex(delta, value => !float.IsFinite(value));
        if (overflow >= 0)
            return new Aggregation { Faults = [new("", $"the updates' sum overflows at dimension {overflow}; wanted smaller updates")] };
        return new Aggregation
        {
            Delta = delta,
            Next = next,
            Clients = Count,
            Samples = (long)Int128.Min(_samples, long.MaxValue),
            EffectiveSteps = EffectiveSteps,
            LeftOut = leftOut ?? [],
        };
    }

    private static List<UpdateFault> FaultsOf(IAggregator aggregator, IReadOnlyCollection<ClientUpdate> updates, int dimension)
    {
        var faults = new List<UpdateFault>();
        if (updates.Count == 0)
            faults.Add(new("", "found no updates; wanted at least 1"));
        else if (updates.Count < aggregator.LeastClients)
            faults.Add(new("", $"found {updates.Count} updates; {aggregator.Name} with these parameters wants {aggregator.LeastClients}"));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var update in updates)
        {
            if (aggregator.Check(update, dimension) is { } fault)
                faults.Add(fault);
            if (!seen.Add(update.ClientId))
                faults.Add(new(update.ClientId, "found two updates in one round; wanted one"));
        }

        // In an order of their own, as everything here.
        faults.Sort(static (a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));
        return faults;
    }
}
