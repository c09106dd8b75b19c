using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Arena.Contracts.V1;
using Google.Protobuf.Collections;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Arena.Cli.Flags;

/// <summary>For whom a flag is to be on, as options.</summary>
internal sealed class FlagRuleOptions
{
    private readonly Option<FlagState> _state = new("--state")
    {
        Description = "on, off or conditional. Default: conditional where a condition is named.",
        HelpName = "STATE",
        CustomParser = given => CommonOptions.OneOf(
            "--state", ("on", FlagState.On), ("off", FlagState.Off), ("conditional", FlagState.Conditional))(given),
    };

    private readonly Option<double?> _percent = new("--percent")
    {
        Description = "Of those that no list names, from 0 to 100.",
        HelpName = "N",
        CustomParser = given => CommonOptions.Real("--percent", 0, 100)(given),
    };

    private readonly Option<string[]> _include = Names(
        "--include", "For whom it is on: agent/NAME, league/ID, node/NAME or tenant/ID. May be repeated.", "WHOM");

    private readonly Option<string[]> _exclude = Names("--exclude", "For whom it is off, even if included. May be repeated.", "WHOM");

    private readonly Option<string[]> _environments = Names(
        "--environment", "Only in this environment, such as production. May be repeated.", "NAME");

    private readonly Option<DateTimeOffset?> _from = Time("--from", "Not before this time.");

    private readonly Option<DateTimeOffset?> _until = Time("--until", "Not from this time on.");

    private readonly Option<FlagVariant[]> _variants = new("--variant")
    {
        Description = "A variant and for how many of a hundred, as calm=50. Repeat it: they add up to 100.",
        HelpName = "NAME=N",
        CustomParser = Variants,
    };

    private readonly Option<string?> _description = new("--description") { Description = "What it switches.", HelpName = "TEXT" };

    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (All.All(option => result.GetResult(option) is not { Implicit: false }))
                result.AddError($"nothing to set; wanted {string.Join(", ", All.SkipLast(1).Select(o => o.Name))} or {All[^1].Name}");
        });
    }

    private Option[] All => [_state, _percent, _include, _exclude, _environments, _from, _until, _variants, _description];

    /// <summary>The rules with what was named.</summary>
    public FlagRules Apply(ParseResult parsed, FlagRules before)
    {
        var rules = before.Clone();
        if (parsed.GetValue(_percent) is { } percent)
            rules.Percent = percent;
        Replace(rules.Include, parsed.GetValue(_include));
        Replace(rules.Exclude, parsed.GetValue(_exclude));
        Replace(rules.Environments, parsed.GetValue(_environments));
        if (parsed.GetValue(_from) is { } from)
            rules.From = Timestamp.FromDateTimeOffset(from);
        if (parsed.GetValue(_until) is { } until)
            rules.Until = Timestamp.FromDateTimeOffset(until);
        if (parsed.GetValue(_variants) is { Length: > 0 } variants)
        {
            rules.Variants.Clear();
            rules.Variants.Add(variants);
        }

        rules.Description = parsed.GetValue(_description) ?? rules.Description;
        Option[] conditions = [_percent, _include, _exclude, _environments, _from, _until];
        if (IsGiven(parsed, _state))
            rules.State = parsed.GetValue(_state);
        else if (conditions.Any(option => IsGiven(parsed, option)))
            rules.State = FlagState.Conditional;
        return rules;
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private static Option<string[]> Names(string option, string description, string helpName) =>
        new(option) { Description = description, HelpName = helpName };

    private static void Replace(RepeatedField<string> names, string[]? given)
    {
        if (given is not { Length: > 0 })
            return;
        names.Clear();
        names.Add(given.Where(name => name.Length > 0));
    }

    private static Option<DateTimeOffset?> Time(string option, string description) => new(option)
    {
        Description = $"{description} Such as 2027-01-31T12:00Z.",
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens is [var token] ? token.Value : "";
            const DateTimeStyles style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, style, out var time))
                return time;
            result.AddError($"{option} is '{text}'; wanted a time such as 2027-01-31T12:00Z");
            return null;
        },
    };

    private static FlagVariant[] Variants(ArgumentResult result)
    {
        var variants = new List<FlagVariant>();
        foreach (var token in result.Tokens)
        {
            if (token.Value.Split('=') is [{ Length: > 0 } name, var share]
                && double.TryParse(share, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent))
                variants.Add(new FlagVariant { Name = name, Percent = percent });
            else
                result.AddError($"--variant is '{token.Value}'; wanted a name and a percentage, such as calm=50");
        }

        return [.. variants];
    }
}
