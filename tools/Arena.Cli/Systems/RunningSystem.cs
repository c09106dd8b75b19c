using Arena.Client;

namespace Arena.Cli.Systems;

/// <summary>Finds the control plane that commands talk to.</summary>
internal static class RunningSystem
{
    private const string AddressVariable = "ARENA_ENDPOINT";

    private static readonly ServiceAddress _controlPlane = new(
        "controlplane",
        AddressVariable,
        Example: "http://127.0.0.1:5081",
        Otherwise: $"name one with --endpoint or {AddressVariable}");

    /// <exception cref="CommandException">There is none, or what was named is no address or no key.</exception>
    public static ArenaClient Connect(NamedSystem named) => Open(_controlPlane.Find(named.Endpoints), named);

    /// <summary>The same; null when nobody named one and none runs here.</summary>
    public static ArenaClient? TryConnect(NamedSystem named) =>
        _controlPlane.TryFind(named.Endpoints) is { } found ? Open(found, named) : null;

    private static ArenaClient Open(IReadOnlyList<Uri> addresses, NamedSystem named)
    {
        var key = named.NamedKey ?? RunFile.Living().FirstOrDefault(IsMeant)?.Key;
        if (key?.Any(c => c is <= ' ' or > '~') == true)
            throw new CommandException("the key has characters that no key has; wanted one as it was printed: arena_…", ExitCode.Usage);
        return new ArenaClient(addresses, new ArenaClientOptions { Key = key });

        // All of them, or its key would be shown to somebody else.
        bool IsMeant(RunFile run) => addresses.All(run.Endpoints(_controlPlane.Resource, "grpc").Contains);
    }
}
