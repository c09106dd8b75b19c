using System.Text.Json;

namespace Arena.Cli.Systems;

/// <summary>What a running dashboard says of itself in <c>.arena/dashboards/PID.json</c>.</summary>
internal sealed record DashboardFile(int Pid, Uri Url, string? ApiKey, string? Token)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public static string Directory => Path.Combine(Checkout.Root, ".arena", "dashboards");

    /// <summary>The address that logs a browser in.</summary>
    public Uri LoginLink => Token is null ? Url : new Uri(Url, $"login?t={Uri.EscapeDataString(Token)}");

    /// <summary>The dashboard of this checkout that started last; null when none runs.</summary>
    public static DashboardFile? Newest() => !System.IO.Directory.Exists(Directory)
        ? null
        : new DirectoryInfo(Directory).GetFiles("*.json").OrderByDescending(f => f.LastWriteTimeUtc)
            .Select(f => TryRead(f.FullName)).FirstOrDefault(d => d is not null && System.IO.Directory.Exists($"/proc/{d.Pid}"));

    private static DashboardFile? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<DashboardFile>(File.ReadAllText(path), _json);
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
