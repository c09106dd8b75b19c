using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Flags;

namespace Arena.ControlPlane.Flags;

/// <summary>Changes flags, and knows what they were.</summary>
internal sealed partial class FlagAdministration(
    IFlagStore store, FlagDirectory directory, FlagFollower follower, ILogger<FlagAdministration> logger)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 200;

    private const int MostFlags = 200;

    /// <param name="caller">Whose flag it is.</param>
    /// <param name="name">One that every system has, or any other.</param>
    /// <param name="rules">What it is to be.</param>
    /// <param name="version">Only if it has this one; null for whatever it is.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<FlagOutcome> SetAsync(
        Caller caller, string name, FlagRules rules, long? version, Requester by, CancellationToken cancellationToken)
    {
        var known = KnownFlag.Find(name);
        if (FlagCheck.FaultOf(name, rules) is { } fault)
            return new FlagOutcome.Invalid(fault);
        if (known is { IsTenants: false } && caller.Tenant != Caller.DefaultTenant)
            return new FlagOutcome.Forbidden($"'{name}' is the system's: only those who run it may set it.");
        if (known is { ReadBy: null } && rules.State != FlagState.Off)
        {
            return new FlagOutcome.NotThere(
                $"'{name}' cannot be switched on: what it is to switch is not there yet, and nothing reads it.");
        }

        if (known is null && directory.CountOwn(caller.Tenant) >= MostFlags
            && await directory.FindAsync(caller.Tenant, name, cancellationToken) is null)
        {
            return new FlagOutcome.Refused($"There are {MostFlags} flags already, which is the limit.");
        }

        try
        {
            var flag = new NewFlag(caller.Tenant, name, WithDescription(rules, known).ToJson());
            var entry = await store.SetAsync(flag, version, by, cancellationToken);
            await follower.RefreshAsync(cancellationToken);
            LogSet(by.Who, caller.Tenant, name, entry.Version, rules.State);
            return new FlagOutcome.Done(FlagView.Of(FlagEntries.ToVersion(entry)));
        }
        catch (KeyNotFoundException)
        {
            return new FlagOutcome.Refused($"There is no tenant '{caller.Tenant}': somebody has to make it before it has flags.");
        }
        catch (StaleFlagException stale)
        {
            return new FlagOutcome.Stale(stale.Message, stale.Current);
        }
    }

    /// <summary>Versions of a tenant's flag, the newest first.</summary>
    /// <exception cref="InvalidDataException">Somebody altered one in the store.</exception>
    public async Task<IReadOnlyList<FlagVersion>> HistoryAsync(
        string tenant, string name, long? before, int limit, CancellationToken cancellationToken) =>
        [.. (await store.HistoryAsync(tenant, name, before, limit, cancellationToken)).Select(FlagEntries.ToVersion)];

    // What a flag of every system switches stays the same, whoever sets it.
    private static FlagRules WithDescription(FlagRules rules, KnownFlag? known) =>
        (known is null ? rules : rules with { Description = known.Description }).Normalize();

    [LoggerMessage(Level = LogLevel.Information, Message = "{Who} has set flag {Name} of tenant '{Tenant}', version {Version}: {State}")]
    private partial void LogSet(string who, string tenant, string name, long version, FlagState? state);
}
