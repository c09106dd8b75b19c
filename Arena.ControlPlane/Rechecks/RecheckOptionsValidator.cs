using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Rechecks;

internal sealed class RecheckOptionsValidator : IValidateOptions<RecheckOptions>
{
    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, RecheckOptions options)
    {
        if (options.AnswerLimit >= _shortest && options.AnswerLimit <= _longest)
            return ValidateOptionsResult.Success;
        return ValidateOptionsResult.Fail(
            $"{RecheckOptions.Section}:{nameof(RecheckOptions.AnswerLimit)} is {options.AnswerLimit}; wanted {_shortest} to {_longest}: "
            + "nodes look for late answers once a second, and a league waits for its rechecks.");
    }
}
