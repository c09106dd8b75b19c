using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Arena.Hosting;

/// <summary>What a project's own files say about how it wants to be started.</summary>
internal static class ProjectFiles
{
    private static readonly JsonSerializerOptions _lenient = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static LaunchSettings? ReadLaunchSettings(string projectPath)
    {
        var path = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(path))
            return null;

        try
        {
            return JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(path), _lenient);
        }
        catch (JsonException fault)
        {
            throw new DistributedApplicationException($"{path} is not a launch settings file: {fault.Message}", fault);
        }
    }

    /// <summary>
    /// The profile that is asked for; else the one the app host itself runs with, if the project has it;
    /// else the first one that starts the project.
    /// </summary>
    public static LaunchProfile? SelectProfile(LaunchSettings? settings, string? asked, string? appHostProfile, string projectPath)
    {
        if (asked is not null)
        {
            return settings?.Profiles.GetValueOrDefault(asked) ?? throw new DistributedApplicationException(
                $"{projectPath} has no launch profile '{asked}'; it has "
                + (settings is null or { Profiles.Count: 0 } ? "none." : $"{string.Join(", ", settings.Profiles.Keys)}."));
        }

        if (appHostProfile is not null && settings?.Profiles.GetValueOrDefault(appHostProfile) is { } same)
            return same;
        return settings?.Profiles.Values.FirstOrDefault(p => p.CommandName == "Project");
    }

    public static IReadOnlyList<KestrelEndpoint> ReadKestrelEndpoints(string projectPath, string environmentName)
    {
        var directory = Path.GetDirectoryName(projectPath)!;
        if (!Directory.Exists(directory))
            return [];

        var configuration = new ConfigurationBuilder()
            .SetBasePath(directory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environmentName}.json", optional: true)
            .Build();
        var defaultProtocols = configuration["Kestrel:EndpointDefaults:Protocols"];

        // Configuration sorts by name; the one that is called like its scheme is the main one and comes first.
        return [.. configuration.GetSection("Kestrel:Endpoints").GetChildren()
            .Where(e => e["Url"] is not null)
            .OrderByDescending(e => e.Key is "http" or "https")
            .Select(e => new KestrelEndpoint(e.Key, e["Url"]!, e["Protocols"] ?? defaultProtocols))];
    }
}
