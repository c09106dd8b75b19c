using System.Text.Json.Serialization;
using Arena.ControlPlane.Api.Conditions;
using Arena.ControlPlane.Experiments;
using Arena.Core.Dials;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Api.V1;

/// <summary>A number that is changed while everything runs.</summary>
/// <param name="Epoch">The newest epoch of the dials, in which it has this value.</param>
/// <param name="Unit">What it is counted in; empty for a plain number.</param>
/// <param name="Default">What it is in epoch 0.</param>
/// <param name="Step">By how much it may change in one epoch; null where <paramref name="Ratio"/> says it.</param>
/// <param name="Ratio">By what it may be multiplied or divided in one epoch; null where <paramref name="Step"/> says it.</param>
internal sealed record DialBody(
    string Name, double Value, long Epoch, string Description, string Unit, double Default, double Least, double Most, double? Step,
    double? Ratio) : ITagged
{
    [JsonIgnore]
    public string Tag => VersionTag.Of(Epoch, FormattableString.Invariant($"{Name} {Value} {Default} {Least} {Most} {Step} {Ratio}"));

    public static DialBody Of(DialDefinition dial, DialEpoch epoch)
    {
        double? step = dial.Step.IsRatio ? null : dial.Step.Most;
        double? ratio = dial.Step.IsRatio ? dial.Step.Most : null;
        return new(
            dial.Name, epoch.Values[dial.Name], epoch.Number, dial.Description, dial.Unit, dial.Default, dial.Least, dial.Most, step,
            ratio);
    }
}

/// <summary>What a dial is to be.</summary>
/// <param name="Value">In its unit, within its range, and not too far from where it is.</param>
/// <param name="Reason">For the audit trail: one line of at most 1000 characters.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DialChange([property: JsonRequired] double Value, string? Reason = null);

/// <summary>To where the dials are to return.</summary>
/// <param name="Epoch">The epoch whose values are to hold again.</param>
/// <param name="Reason">For the audit trail: one line of at most 1000 characters.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DialReturn([property: JsonRequired] long Epoch, string? Reason = null);

/// <summary>What all dials were from some moment on.</summary>
/// <param name="Epoch">From 0, without gaps. A match says in which it was played.</param>
/// <param name="At">Since when; null of epoch 0, which nobody made.</param>
/// <param name="Who">Null of epoch 0, and for those who do not belong to who runs the system.</param>
internal sealed record DialEpochBody(
    long Epoch, IReadOnlyDictionary<string, double> Values, DateTimeOffset? At, string? Who, string? Why)
{
    public static DialEpochBody Of(DialEpoch epoch, Caller caller)
    {
        var seen = DialViewMessages.Seen(epoch, caller);
        return new(seen.Number, seen.Values.All.ToDictionary(), seen.At, seen.Who, seen.Why);
    }
}

/// <summary>How a league's agents did in an epoch of the dials and in the one before.</summary>
internal sealed record DialEffectBody(
    DialEpochBody Epoch, DialEpochBody Before, string League, long MatchesBefore, long MatchesAfter, IReadOnlyList<AgentEffectBody> Agents)
{
    public static DialEffectBody Of(DialEffect effect, Caller caller) => new(
        DialEpochBody.Of(effect.Epoch, caller), DialEpochBody.Of(effect.Before, caller), effect.League, effect.MatchesBefore,
        effect.MatchesAfter, [.. effect.Agents.Select(AgentEffectBody.Of)]);
}

/// <summary>What of it one agent has.</summary>
/// <param name="MeanBefore">Points by matches, a win 1 and a draw 0.5; null without matches. So are the others.</param>
/// <param name="Difference">By how much the mean is more, with its 95 % interval; null where there are none before or after.</param>
internal sealed record AgentEffectBody(
    string Agent, long MatchesBefore, long MatchesAfter, double? MeanBefore, double? MeanAfter, double? Difference, double? DifferenceLow,
    double? DifferenceHigh)
{
    public static AgentEffectBody Of(AgentEffect effect) => new(
        effect.Agent, effect.Before.Total, effect.After.Total, effect.Before.Total == 0 ? null : effect.Before.Mean,
        effect.After.Total == 0 ? null : effect.After.Mean, effect.Shift?.Difference, effect.Shift?.Low, effect.Shift?.High);
}
