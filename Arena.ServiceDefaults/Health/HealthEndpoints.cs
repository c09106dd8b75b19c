using System.Text.Json;
using Arena.ServiceDefaults.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.ServiceDefaults.Health;

/// <summary>
/// <c>/health</c>: 200 while the service can do its work, also in a degraded mode, which the body then names; 503 otherwise.
/// <c>/ready</c>: the same, but 503 as soon as the service is stopping, so that nobody sends it more.
/// Where callers are asked who they are, only those who run the system are told reasons and addresses.
/// <c>/alive</c>: 200 while the process answers at all; only checks tagged <see cref="LiveTag"/> count.
/// </summary>
public static class HealthEndpoints
{
    /// <summary>Marks a check whose failure means that the process should be restarted.</summary>
    public const string LiveTag = "live";

    private const string ReadyTag = "ready"; // of what /ready alone asks

    private static readonly JsonWriterOptions _json = new() { Indented = true };

    internal static void AddHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks()
            .AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag])
            .AddCheck<StoppingHealthCheck>("stopping", tags: [ReadyTag]);

    internal static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health",
            new HealthCheckOptions { Predicate = check => !check.Tags.Contains(ReadyTag), ResponseWriter = WriteAsync });
        app.MapHealthChecks("/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
        app.MapHealthChecks("/alive",
            new HealthCheckOptions { Predicate = check => check.Tags.Contains(LiveTag), ResponseWriter = WriteAsync });
    }

    private static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        var isKnown = Caller.Find(context.User) is { Tenant: Caller.DefaultTenant };
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, _json);
        json.WriteStartObject();
        json.WriteString("status", report.Status.ToString());
        json.WriteStartObject("checks");
        foreach (var (name, entry) in report.Entries.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(name);
            json.WriteString("status", entry.Status.ToString());
            if (isKnown)
                WriteDetails(json, entry);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter json, HealthReportEntry entry)
    {
        if (entry.Description is not null)
            json.WriteString("description", entry.Description);
        foreach (var (key, value) in entry.Data)
            json.WriteString(key, value?.ToString());
    }
}
