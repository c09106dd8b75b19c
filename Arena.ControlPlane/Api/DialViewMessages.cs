using Arena.ControlPlane.Experiments;
using Arena.Contracts.V1;
using Arena.Core.Dials;
using Arena.ServiceDefaults.Access;
using Google.Protobuf.WellKnownTypes;
using DialEffect = Arena.ControlPlane.Experiments.DialEffect;
using DialEpoch = Arena.Core.Dials.DialEpoch;

namespace Arena.ControlPlane.Api;

/// <summary>Dials and their epochs as a caller sees them, from domain to wire.</summary>
internal static class DialViewMessages
{
    public static Dial ToMessage(DialDefinition dial, double value)
    {
        var message = new Dial
        {
            Name = dial.Name,
            Description = dial.Description,
            Unit = dial.Unit,
            Value = value,
            Default = dial.Default,
            Least = dial.Least,
            Most = dial.Most,
        };
        if (dial.Step.IsRatio)
            message.Ratio = dial.Step.Most;
        else
            message.Step = dial.Step.Most;
        return message;
    }

    public static Contracts.V1.DialEpoch ToMessage(DialEpoch epoch, Caller caller)
    {
        var seen = Seen(epoch, caller);
        return new Contracts.V1.DialEpoch
        {
            Number = seen.Number,
            Values = { seen.Values.All.ToDictionary() },
            At = seen.At is { } at ? Timestamp.FromDateTimeOffset(at) : null,
            Who = seen.Who ?? "",
            Why = seen.Why ?? "",
        };
    }

    public static Contracts.V1.DialEffect ToMessage(DialEffect effect, Caller caller) => new()
    {
        Epoch = ToMessage(effect.Epoch, caller),
        Before = ToMessage(effect.Before, caller),
        LeagueId = effect.League,
        MatchesBefore = effect.MatchesBefore,
        MatchesAfter = effect.MatchesAfter,
        Agents = { effect.Agents.Select(ToMessage) },
    };

    /// <summary>Who changed a dial and why is for those who run the system: their keys are no business of a tenant.</summary>
    public static DialEpoch Seen(DialEpoch epoch, Caller caller) =>
        caller.Tenant == Caller.DefaultTenant ? epoch : epoch with { Who = null, Why = null };

    private static DialEffectOnAgent ToMessage(AgentEffect effect)
    {
        var message = new DialEffectOnAgent
        {
            Agent = effect.Agent, MatchesBefore = effect.Before.Total, MatchesAfter = effect.After.Total,
        };
        if (effect.Before.Total > 0)
            message.MeanBefore = effect.Before.Mean;
        if (effect.After.Total > 0)
            message.MeanAfter = effect.After.Mean;
        if (effect.Shift is { } shift)
            (message.Difference, message.DifferenceLow, message.DifferenceHigh) = shift;
        return message;
    }
}
