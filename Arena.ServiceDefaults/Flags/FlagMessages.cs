using Arena.Contracts.V1;
using Google.Protobuf.WellKnownTypes;
using Wire = Arena.Contracts.V1;

namespace Arena.ServiceDefaults.Flags;

/// <summary>Flags from domain to wire and back.</summary>
public static class FlagMessages
{
    // Of the largest that there can be, so many are less than half of what a message may have.
    private const int InPart = 100;

    /// <summary>All flags, in as many parts as they need; at least one.</summary>
    public static IEnumerable<FlagSet> ToMessages(IReadOnlyList<FlagVersion> flags)
    {
        ArgumentNullException.ThrowIfNull(flags);
        for (var start = 0; start == 0 || start < flags.Count; start += InPart)
        {
            var part = flags.Skip(start).Take(InPart).Select(ToMessage);
            yield return new FlagSet { Flags = { part }, IsPart = start + InPart < flags.Count };
        }
    }

    /// <exception cref="InvalidOperationException">A time that is none.</exception>
    public static IReadOnlyList<FlagVersion> ToDomain(FlagSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return [.. set.Flags.Select(flag => new FlagVersion(
            flag.Tenant, flag.Name, flag.Version, ToDomain(flag.Rules), flag.At.ToDateTimeOffset(), flag.Who,
            flag.Why.Length == 0 ? null : flag.Why))];
    }

    public static Flag ToMessage(FlagVersion flag)
    {
        ArgumentNullException.ThrowIfNull(flag);
        return new Flag
        {
            Name = flag.Name,
            Tenant = flag.Tenant,
            Version = flag.Version,
            Rules = ToMessage(flag.Rules),
            At = Timestamp.FromDateTimeOffset(flag.At),
            Who = flag.Who,
            Why = flag.Why ?? "",
        };
    }

    public static Wire.FlagRules ToMessage(FlagRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var message = new Wire.FlagRules
        {
            Description = rules.Description ?? "",
            State = rules.State is { } state ? (Wire.FlagState)((int)state + 1) : Wire.FlagState.Unspecified,
            Include = { rules.Include ?? [] },
            Exclude = { rules.Exclude ?? [] },
            Environments = { rules.Environments ?? [] },
            From = rules.From is { } from ? Timestamp.FromDateTimeOffset(from) : null,
            Until = rules.Until is { } until ? Timestamp.FromDateTimeOffset(until) : null,
            Variants = { (rules.Variants ?? []).Select(v => new Wire.FlagVariant { Name = v.Name, Percent = v.Percent }) },
        };
        if (rules.Percent is { } percent)
            message.Percent = percent;
        return message;
    }

    /// <exception cref="InvalidOperationException">A time that is none.</exception>
    public static FlagRules ToDomain(Wire.FlagRules message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new FlagRules(
            message.State is > Wire.FlagState.Unspecified and <= Wire.FlagState.Conditional ? (FlagState)((int)message.State - 1) : null,
            message.Description, message.HasPercent ? message.Percent : null, [.. message.Include], [.. message.Exclude],
            [.. message.Environments], message.From?.ToDateTimeOffset(), message.Until?.ToDateTimeOffset(),
            [.. message.Variants.Select(v => new FlagVariant(v.Name, v.Percent))]).Normalize();
    }
}
