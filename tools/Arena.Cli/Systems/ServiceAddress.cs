namespace Arena.Cli.Systems;

/// <summary>Finds the address of a service: what the user gave, else the environment, else the newest AppHost of this checkout.</summary>
/// <param name="Resource">The service's name in the AppHost.</param>
/// <param name="Variable">The environment variable with its address.</param>
/// <param name="Example">What an address looks like.</param>
/// <param name="Otherwise">How a user names one: the end of a sentence that has told them that nothing runs.</param>
internal sealed record ServiceAddress(string Resource, string Variable, string Example, string Otherwise)
{
    /// <exception cref="CommandException">It is no address, or there is none.</exception>
    public Uri Find(string? given) => TryFind(given) ?? throw new CommandException(
        $"no system is running in this checkout: start one with './arena up', or {Otherwise}", ExitCode.Failed);

    /// <summary>The same; null when there is none.</summary>
    /// <exception cref="CommandException">What was given is no address.</exception>
    public Uri? TryFind(string? given)
    {
        if ((given ?? Environment.GetEnvironmentVariable(Variable)) is { } address)
            return Parse(address);
        return RunFile.Living().Select(run => run.Endpoint(Resource, "grpc")).FirstOrDefault(uri => uri is not null);
    }

    private Uri Parse(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new CommandException($"'{address}' is not an address such as {Example}", ExitCode.Usage);
}
