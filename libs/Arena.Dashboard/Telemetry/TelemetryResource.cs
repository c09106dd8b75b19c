using OpenTelemetry.Proto.Resource.V1;

namespace Arena.Dashboard.Telemetry;

/// <summary>One sender of telemetry, as <c>service.name</c> and <c>service.instance.id</c> tell it from others.</summary>
/// <param name="Id">Counts up from 0 within this process.</param>
/// <param name="Name">The service's name.</param>
/// <param name="Instance">The instance; empty when it does not say.</param>
/// <param name="Message">All it last said of itself.</param>
public sealed record TelemetryResource(int Id, string Name, string Instance, Resource Message)
{
    /// <summary>What it is called on pages: the instance where it says it all, else both.</summary>
    public string DisplayName { get; } =
        Instance.Length == 0 || Instance == Name ? Name
        : Instance.StartsWith(Name + "-", StringComparison.Ordinal) ? Instance
        : $"{Name}-{Short(Instance)}";

    // Instances are often UUIDs: their first group is enough to tell a few apart.
    private static string Short(string instance) => instance.Length == 36 && Guid.TryParse(instance, out _) ? instance[..8] : instance;
}
