namespace Arena.Backplane.Ledger.Memory;

internal sealed class MemoryModels(MemoryState state, TimeProvider time) : IModelStore
{
    private readonly SortedDictionary<string, Model> _models = new(StringComparer.Ordinal);

    public Task<bool> CreateAsync(NewModel model, Requester by, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            var first = new ModelVersionEntry(0, model.Digest, State: null, Now(), []);
            if (!_models.TryAdd(model.Name, new Model(model.Spec, [first], new(StringComparer.Ordinal))))
                return Task.FromResult(false);
            state.AppendAudit_NeedsLock(by, AuditChange.OfNewModel(model));
            return Task.FromResult(true);
        }
    }

    public Task<IReadOnlyList<ModelEntry>> ListAsync(CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            return Task.FromResult<IReadOnlyList<ModelEntry>>(
                [.. _models.Select(model => new ModelEntry(model.Key, model.Value.Spec, model.Value.Versions[^1]))]);
        }
    }

    public Task<IReadOnlyList<ModelVersionEntry>> VersionsAsync(
        string model, long? before, int limit, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            var versions = _models.GetValueOrDefault(model)?.Versions ?? [];
            return Task.FromResult<IReadOnlyList<ModelVersionEntry>>(
                [.. versions.Where(version => before is null || version.Number < before).Reverse().Take(limit)]);
        }
    }

    public Task<IReadOnlyList<ModelUpdateEntry>> OpenRoundAsync(string model, CancellationToken cancellationToken)
    {
        lock (state.Lock)
            return Task.FromResult<IReadOnlyList<ModelUpdateEntry>>(_models.GetValueOrDefault(model)?.Round.Values.ToArray() ?? []);
    }

    public Task<ReceivedUpdate> ReceiveAsync(string model, long round, ModelUpdateEntry update, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            if (_models.GetValueOrDefault(model) is not { } found || found.Versions[^1].Number != round)
                return Task.FromResult(ReceivedUpdate.WrongRound);
            if (found.Round.TryAdd(update.Client, update with { At = Now() }))
                return Task.FromResult(ReceivedUpdate.Added);
            var isSame = found.Round[update.Client].Digest.AsSpan().SequenceEqual(update.Digest);
            return Task.FromResult(isSame ? ReceivedUpdate.Repeated : ReceivedUpdate.Conflicting);
        }
    }

    public Task<bool> CommitAsync(string model, NewModelVersion next, Requester by, CancellationToken cancellationToken)
    {
        lock (state.Lock)
        {
            if (_models.GetValueOrDefault(model) is not { } found || found.Versions[^1].Number + 1 != next.Number)
                return Task.FromResult(false);
            var updates = found.Round.Values.Select(update => update with { IsLeftOut = next.LeftOut.Contains(update.Client) }).ToArray();
            found.Versions.Add(new ModelVersionEntry(next.Number, next.Digest, next.State, Now(), updates));
            found.Round.Clear();
            state.AppendAudit_NeedsLock(by, AuditChange.OfModelVersion(model, found.Versions[^2], found.Versions[^1]));
            return Task.FromResult(true);
        }
    }

    private DateTimeOffset Now() => LedgerTime.ToMicrosecond(time.GetUtcNow());

    private sealed record Model(string Spec, List<ModelVersionEntry> Versions, SortedDictionary<string, ModelUpdateEntry> Round);
}
