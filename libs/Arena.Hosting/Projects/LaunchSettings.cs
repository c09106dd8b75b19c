using System.Text.Json.Serialization;

namespace Arena.Hosting;

/// <summary>The part of <c>Properties/launchSettings.json</c> that matters here.</summary>
public sealed class LaunchSettings
{
    [JsonPropertyName("profiles")]
    public Dictionary<string, LaunchProfile> Profiles { get; set; } = [];
}
