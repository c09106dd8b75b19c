using Arena.Dashboard.Storage;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Resource.V1;

namespace Arena.Dashboard.Telemetry;

/// <summary>While a store is opened: what the ids of the segment being read mean in this process.</summary>
internal sealed class SegmentReferences(ResourceDirectory resources, ScopeDirectory scopes)
{
    private readonly Dictionary<int, int> _resources = [];
    private readonly Dictionary<int, int> _scopes = [];
    private int _segment = -1;

    /// <summary>True when the entry was a definition of a resource or a scope, which is now known.</summary>
    public bool TryDefine(in Entry entry)
    {
        Enter(entry.Location.Segment);
        switch (entry.Kind)
        {
            case EntryKind.Resource:
                if (resources.TryResolve(Resource.Parser.ParseFrom(entry.Payload), out var resource))
                    _resources[(int)entry.Id] = resource.Id;
                return true;
            case EntryKind.Scope:
                _scopes[(int)entry.Id] = scopes.Resolve(InstrumentationScope.Parser.ParseFrom(entry.Payload));
                return true;
            default:
                return false;
        }
    }

    public bool TryResolve(int segment, int resource, int scope, out int resourceId, out int scopeId)
    {
        Enter(segment);
        scopeId = 0;
        return _resources.TryGetValue(resource, out resourceId) && _scopes.TryGetValue(scope, out scopeId);
    }

    private void Enter(int segment)
    {
        if (segment == _segment)
            return;
        _segment = segment;
        _resources.Clear();
        _scopes.Clear();
    }
}
