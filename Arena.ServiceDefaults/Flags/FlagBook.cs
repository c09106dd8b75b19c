using System.Collections.Frozen;
using Arena.ServiceDefaults.Access;
using Microsoft.FeatureManagement;

namespace Arena.ServiceDefaults.Flags;

/// <summary>
/// The flags that this service knows of, which Microsoft.FeatureManagement reads. Until it has heard of any, those that every system has
/// are as they were made.
/// </summary>
public sealed class FlagBook : IFeatureDefinitionProvider
{
    private readonly Lock _taking = new();
    private volatile Reading _reading = Reading.Of([]);

    /// <summary>All that somebody has set, of all tenants, and what completes when there is another set of them.</summary>
    public (IReadOnlyList<FlagVersion> Flags, Task Changed) Read()
    {
        var reading = _reading;
        return (reading.Flags, reading.Changed.Task);
    }

    /// <summary>A flag as somebody has set it; null while nobody has.</summary>
    public FlagVersion? Find(string tenant, string name) => _reading.ByKey.GetValueOrDefault(TenantName.Qualify(tenant, name));

    /// <summary>From now on these are the flags.</summary>
    public void Take(IReadOnlyList<FlagVersion> flags)
    {
        lock (_taking)
        {
            var before = _reading;
            if (before.Flags.Select(IdOf).SequenceEqual(flags.Select(IdOf)))
                return;
            _reading = Reading.Of(flags);
            before.Changed.SetResult();
        }
    }

    /// <inheritdoc/>
    public Task<FeatureDefinition?> GetFeatureDefinitionAsync(string featureName) =>
        Task.FromResult(_reading.Features.GetValueOrDefault(featureName));

    /// <inheritdoc/>
    public IAsyncEnumerable<FeatureDefinition> GetAllFeatureDefinitionsAsync() => _reading.Features.Values.ToAsyncEnumerable();

    // A version is never changed; a ledger that was restored may have another one of the same number, made at another time.
    private static (string Key, long Version, DateTimeOffset At) IdOf(FlagVersion flag) => (flag.Key, flag.Version, flag.At);

    private sealed record Reading(
        IReadOnlyList<FlagVersion> Flags, FrozenDictionary<string, FlagVersion> ByKey, FrozenDictionary<string, FeatureDefinition> Features)
    {
        public TaskCompletionSource Changed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public static Reading Of(IReadOnlyList<FlagVersion> flags)
        {
            var rules = KnownFlag.All.ToDictionary(known => known.Name, known => known.Default, StringComparer.Ordinal);
            foreach (var flag in flags)
                rules[flag.Key] = flag.Rules;
            return new Reading(
                flags, flags.ToFrozenDictionary(flag => flag.Key, StringComparer.Ordinal),
                rules.ToFrozenDictionary(flag => flag.Key, flag => FlagFeature.Of(flag.Key, flag.Value), StringComparer.Ordinal));
        }
    }
}
