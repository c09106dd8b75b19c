using OpenTelemetry.Proto.Common.V1;

namespace Arena.Dashboard.Telemetry;

/// <summary>All instrumentation scopes, each kept once.</summary>
internal sealed class ScopeDirectory
{
    private const int Limit = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<InstrumentationScope, int> _ids = [];
    private volatile InstrumentationScope[] _all = [new()];

    public InstrumentationScope this[int id] => _all[id];

    /// <summary>Finds the scope, or adds it. Past the limit every new one is the nameless scope.</summary>
    public int Resolve(InstrumentationScope? scope)
    {
        if (scope is null)
            return 0;
        lock (_gate)
        {
            if (_ids.TryGetValue(scope, out var id))
                return id;
            if (_all.Length >= Limit)
                return 0;
            id = _all.Length;
            _ids[scope] = id;
            _all = [.. _all, scope];
            return id;
        }
    }
}
