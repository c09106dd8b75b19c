using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Rechecks;

internal sealed class RecheckOptionsValidator : IValidateOptions<RecheckOptions>
{
    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, RecheckOptions options)
    {
        if (!IsAllowed(options.AnswerLimit))
        {
            return Fail(
                nameof(RecheckOptions.AnswerLimit), options.AnswerLimit,
                "nodes look for late answers once a second, and a league waits for its rechecks.");
        }

        return IsAllowed(options.GiveUpAfter)
            ? ValidateOptionsResult.Success
            : Fail(
                nameof(RecheckOptions.GiveUpAfter), options.GiveUpAfter,
                "nodes that were cut off need a moment to dial again, and a league waits for its rechecks.");
    }

    private static bool IsAllowed(TimeSpan value) => value >= _shortest && value <= _longest;

    private static ValidateOptionsResult Fail(string setting, TimeSpan value, string why) =>
        ValidateOptionsResult.Fail($"{RecheckOptions.Section}:{setting} is {value}; wanted {_shortest} to {_longest}: {why}");
}
