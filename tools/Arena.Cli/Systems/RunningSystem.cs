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

    /// <param name="address">What the user gave, else the environment, else the newest AppHost of this checkout.</param>
    public static ArenaClient Connect(string? address) => new(_controlPlane.Find(address));

    /// <summary>The same; null when nobody named one and none runs here.</summary>
    public static ArenaClient? TryConnect(string? address) => _controlPlane.TryFind(address) is { } found ? new(found) : null;
}
