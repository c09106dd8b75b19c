using System.Buffers;
using System.Text.Json;
using Arena.Dashboard.Json;
using Arena.Dashboard.Telemetry;

namespace Arena.Dashboard.Api;

/// <summary>The senders of telemetry and how much there is of each.</summary>
internal static class ResourceList
{
    public static ReadOnlyMemory<byte> Write(TelemetryStore store)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("resources");
            foreach (var resource in store.Resources.All.OrderBy(r => r.DisplayName, StringComparer.Ordinal))
                Write(json, store, resource);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, TelemetryStore store, TelemetryResource resource)
    {
        json.WriteStartObject();
        json.WriteString("displayName", resource.DisplayName);
        json.WriteString("name", resource.Name);
        json.WriteString("instanceId", resource.Instance);
        json.WriteNumber("logs", store.Logs.CountOf(resource.Id));
        json.WriteNumber("traces", store.Traces.CountOf(resource.Id));
        json.WriteNumber("metricStreams", store.Metrics.StreamsOf(resource.Id));
        json.WritePropertyName("resource");
        json.WriteRawValue(OtlpJsonWriter.Write(resource.Message));
        json.WriteEndObject();
    }
}
