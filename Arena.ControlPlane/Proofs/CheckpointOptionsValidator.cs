using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Proofs;

internal sealed class CheckpointOptionsValidator : IValidateOptions<CheckpointOptions>
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, CheckpointOptions options)
    {
        if (options.Interval < _shortest || options.Interval > _longest)
        {
            return ValidateOptionsResult.Fail(
                $"{CheckpointOptions.Section}:{nameof(CheckpointOptions.Interval)} is {options.Interval}; "
                + $"wanted {_shortest} to {_longest}: each checkpoint is kept, and what came since the last one is not proved yet.");
        }

        return options.KeyFile is { Length: > 0 } file && KeyFile.FaultOf(file) is { } fault
            ? ValidateOptionsResult.Fail($"{CheckpointOptions.Section}:{nameof(CheckpointOptions.KeyFile)} is {file}: {fault}.")
            : ValidateOptionsResult.Success;
    }
}
