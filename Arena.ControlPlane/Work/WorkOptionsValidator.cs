using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Work;

internal sealed class WorkOptionsValidator : IValidateOptions<WorkOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkOptions options) =>
        options.HeartbeatInterval < TimeSpan.FromMilliseconds(10)
            ? ValidateOptionsResult.Fail($"Work:HeartbeatInterval is {options.HeartbeatInterval}; wanted at least 10 ms.")
        : options.Lease < 2 * options.HeartbeatInterval
            ? ValidateOptionsResult.Fail($"Work:Lease is {options.Lease}; wanted at least twice Work:HeartbeatInterval ({options.HeartbeatInterval}).")
        : ValidateOptionsResult.Success;
}
