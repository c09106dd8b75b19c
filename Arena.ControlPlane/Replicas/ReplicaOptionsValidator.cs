using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Replicas;

internal sealed class ReplicaOptionsValidator : IValidateOptions<ReplicaOptions>
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, ReplicaOptions options)
    {
        if (options.Address.Length > 0 && !ReplicaAddress.CanBeDialled(options.Address))
        {
            return Fail(
                nameof(options.Address), $"'{options.Address}'; wanted an address that nodes can dial, such as http://10.0.0.7:5081.");
        }

        if (options.Lease < _shortest)
        {
            return Fail(
                nameof(options.Lease), $"{options.Lease}; wanted at least {_shortest}: replicas would do little else than renew it.");
        }

        return options.Lease > _longest
            ? Fail(nameof(options.Lease), $"{options.Lease}; wanted at most {_longest}: leagues wait that long for one that is gone.")
            : ValidateOptionsResult.Success;
    }

    private static ValidateOptionsResult Fail(string setting, string why) =>
        ValidateOptionsResult.Fail($"{ReplicaOptions.Section}:{setting} is {why}");
}
