using Arena.Client;

namespace Arena.Cli.Systems;

/// <summary>Finds the control plane that commands talk to.</summary>
internal static class RunningSystem
{
    /// <summary>The environment variable with the control plane's gRPC address.</summary>
    public const string AddressVariable = "ARENA_ENDPOINT";

    /// <param name="address">What the user gave, else the environment, else the newest AppHost of this checkout.</param>
    public static ArenaClient Connect(string? address)
    {
        address ??= Environment.GetEnvironmentVariable(AddressVariable);
        if (address is not null)
        {
            return Uri.TryCreate(address, UriKind.Absolute, out var given) && given.Scheme is "http" or "https"
                ? new ArenaClient(given)
                : throw new CommandException($"'{address}' is not an address such as http://127.0.0.1:5081", ExitCode.Usage);
        }

        var endpoint = RunFile.Living().Select(run => run.Endpoint("controlplane", "grpc")).FirstOrDefault(uri => uri is not null);
        return endpoint is not null
            ? new ArenaClient(endpoint)
            : throw new CommandException($"no system is running in this checkout: start one with './arena up', or name one with --endpoint or {AddressVariable}", ExitCode.Failed);
    }
}
