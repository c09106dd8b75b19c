using Arena.ServiceDefaults.Access;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;

namespace Arena.ServiceDefaults.Flags;

/// <summary>
/// What goes by a flag asks here. The answer is a function of the flag, of whom it is asked for, of the environment and the time: every
/// replica and every node gives the same.
/// </summary>
public sealed class FlagGate(FlagBook book, IVariantFeatureManager features, FlagInstruments instruments)
{
    /// <summary>Whether a flag is on for somebody, which is counted.</summary>
    /// <param name="tenant">Whose flag: of one that every system has, both the system and this tenant have to want it.</param>
    /// <param name="name">A flag that is not there is off.</param>
    /// <param name="subject">For whom.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async ValueTask<FlagAnswer> AskAsync(
        string tenant, string name, FlagSubject subject, CancellationToken cancellationToken)
    {
        var answer = await LookAsync(tenant, name, subject, cancellationToken);
        instruments.Evaluated(KnownFlag.Find(name) is null ? TenantName.Qualify(tenant, name) : name, answer);
        return answer;
    }

    /// <summary>The same for whoever only shows it, which is not counted.</summary>
    public async ValueTask<FlagAnswer> LookAsync(
        string tenant, string name, FlagSubject subject, CancellationToken cancellationToken)
    {
        if (KnownFlag.Find(name) is not { } known)
            return await EvaluateAsync(TenantName.Qualify(tenant, name), subject, cancellationToken);
        if (known.ReadBy is null)
            return FlagAnswer.Off;
        var ofSystem = await EvaluateAsync(name, subject, cancellationToken);
        if (!ofSystem.IsOn || !known.IsTenants || tenant == Caller.DefaultTenant || book.Find(tenant, name) is null)
            return ofSystem;
        return await EvaluateAsync(TenantName.Qualify(tenant, name), subject, cancellationToken);
    }

    private async ValueTask<FlagAnswer> EvaluateAsync(string key, FlagSubject subject, CancellationToken cancellationToken)
    {
        if (await book.GetFeatureDefinitionAsync(key) is not { } feature)
            return FlagAnswer.Off;
        var target = new TargetingContext { UserId = subject.Name, Groups = subject.Groups };
        if (!feature.Variants.Any())
            return new FlagAnswer(await features.IsEnabledAsync(key, target, cancellationToken));
        var variant = await features.GetVariantAsync(key, target, cancellationToken);
        return new FlagAnswer(variant is not null, variant?.Name);
    }
}
