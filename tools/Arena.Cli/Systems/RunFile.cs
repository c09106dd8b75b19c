using System.Text.Json;

namespace Arena.Cli.Systems;

/// <summary>What an AppHost says of itself in <c>.arena/runs/PID.json</c>.</summary>
internal sealed record RunFile(
    int Pid, DateTimeOffset StartedAt, string Status, string? Volumes, IReadOnlyList<RunFile.Resource> Resources, string? Key = null)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public Uri? Endpoint(string resource, string endpoint) =>
        Resources.FirstOrDefault(r => r.Name == resource)?.Endpoints?.GetValueOrDefault(endpoint) is { } address ? new Uri(address) : null;

    /// <summary>Those of a resource and of its replicas (<c>controlplane-2</c>).</summary>
    public IReadOnlyList<Uri> Endpoints(string resource, string endpoint)
    {
        var named = Resources.Select(r => r.Name).Where(name => name == resource || IsReplica(name, resource)).Distinct();
        return [.. named.Select(name => Endpoint(name, endpoint)).OfType<Uri>()];
    }

    private static bool IsReplica(string name, string resource) =>
        name.StartsWith($"{resource}-", StringComparison.Ordinal) && name.AsSpan(resource.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Null when there is none, or none that can be read at this moment.</summary>
    public static RunFile? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunFile>(File.ReadAllText(path), _json);
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The AppHosts of this checkout that are alive, newest first.</summary>
    public static IReadOnlyList<RunFile> Living()
    {
        if (!Directory.Exists(Checkout.RunsDirectory))
            return [];
        return
        [
            .. Directory.GetFiles(Checkout.RunsDirectory, "*.json")
                .Select(TryRead)
                .OfType<RunFile>()
                .Where(run => Directory.Exists($"/proc/{run.Pid}"))
                .OrderByDescending(run => run.StartedAt),
        ];
    }

    internal sealed record Resource(
        string Name,
        string Instance,
        string? State,
        string? Health,
        int? Pid,
        Dictionary<string, string>? Endpoints);
}
