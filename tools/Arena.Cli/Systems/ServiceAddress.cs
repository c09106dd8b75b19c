namespace Arena.Cli.Systems;

/// <summary>
/// Finds the addresses of a service and of its replicas: what the user gave, else the environment, else the newest AppHost of this
/// checkout.
/// </summary>
/// <param name="Resource">The service's name in the AppHost.</param>
/// <param name="Variable">The environment variable with its addresses, by commas.</param>
/// <param name="Example">What an address looks like.</param>
/// <param name="Otherwise">How a user names one: the end of a sentence that has told them that nothing runs.</param>
internal sealed record ServiceAddress(string Resource, string Variable, string Example, string Otherwise)
{
    /// <exception cref="CommandException">One is no address, or there is none.</exception>
    public IReadOnlyList<Uri> Find(IReadOnlyList<string> given) => TryFind(given) ?? throw new CommandException(
        $"no system is running in this checkout: start one with './arena up', or {Otherwise}", ExitCode.Failed);

    /// <summary>The same; null when there is none.</summary>
    /// <param name="given">Each may be several, by commas.</param>
    /// <exception cref="CommandException">One is no address.</exception>
    public IReadOnlyList<Uri>? TryFind(IReadOnlyList<string> given)
    {
        if (given.Count > 0)
            return [.. given.SelectMany(Parse)];
        if (Environment.GetEnvironmentVariable(Variable) is { } set)
            return [.. Parse(set)];
        return RunFile.Living().Select(run => run.Endpoints(Resource, "grpc")).FirstOrDefault(addresses => addresses.Count > 0);
    }

    private IEnumerable<Uri> Parse(string addresses) => addresses.Split(',', StringSplitOptions.TrimEntries).Select(ParseOne);

    private Uri ParseOne(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new CommandException($"'{address}' is not an address such as {Example}", ExitCode.Usage);
}
