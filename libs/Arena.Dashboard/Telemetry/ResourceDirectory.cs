using System.Diagnostics.CodeAnalysis;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Resource.V1;

namespace Arena.Dashboard.Telemetry;

/// <summary>All senders, known to all stores under the same numbers.</summary>
internal sealed class ResourceDirectory(int limit)
{
    private const string UnknownService = "unknown_service";

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Name, string Instance), int> _ids = [];
    private volatile TelemetryResource[] _all = [];

    public IReadOnlyList<TelemetryResource> All => _all;

    public TelemetryResource this[int id] => _all[id];

    /// <summary>Finds the sender, or adds it. False when there are too many.</summary>
    public bool TryResolve(Resource? message, [NotNullWhen(true)] out TelemetryResource? resource)
    {
        message ??= new Resource();
        var name = message.Attributes.Text("service.name") is { Length: > 0 } given ? given : UnknownService;
        var key = (name, message.Attributes.Text("service.instance.id") ?? "");
        lock (_gate)
        {
            if (_ids.TryGetValue(key, out var id))
            {
                resource = _all[id];
                if (!resource.Message.Equals(message))
                    _all[id] = resource = resource with { Message = message };
                return true;
            }

            if (_all.Length >= limit)
            {
                resource = null;
                return false;
            }

            resource = new TelemetryResource(_all.Length, key.Item1, key.Item2, message);
            _ids[key] = resource.Id;
            _all = [.. _all, resource];
            return true;
        }
    }
}
