using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Replicas;

internal sealed class ReplicaOptionsValidator : IValidateOptions<ReplicaOptions>
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, ReplicaOptions options)
    {
        if (options.Lease < _shortest)
            return Fail("Lease", $"{options.Lease}; wanted at least {_shortest}: replicas would do little else than renew it.");
        if (options.Lease > _longest)
            return Fail("Lease", $"{options.Lease}; wanted at most {_longest}: leagues wait that long for one that is gone.");
        var isAddress = Uri.TryCreate(options.Address, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https");
        return options.Address.Length == 0 || isAddress
            ? ValidateOptionsResult.Success
            : Fail("Address", $"'{options.Address}'; wanted an http or https address, or nothing.");
    }

    private static ValidateOptionsResult Fail(string option, string why) =>
        ValidateOptionsResult.Fail($"{ReplicaOptions.Section}:{option} is {why}");
}
