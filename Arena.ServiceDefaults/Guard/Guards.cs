using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Polly.Registry;

namespace Arena.ServiceDefaults.Guard;

/// <summary>The guards of a service's dependencies, by name.</summary>
public sealed class Guards
{
    private readonly ConcurrentDictionary<string, DependencyGuard> _guards = new(StringComparer.Ordinal);
    private readonly Func<string, DependencyGuard> _create;

    internal Guards(ResiliencePipelineProvider<string> pipelines, GuardInstruments instruments, ILogger<DependencyGuard> logger) =>
        _create = name => pipelines.TryGetPipeline(name, out var pipeline)
            ? new DependencyGuard(name, pipeline, instruments, logger)
            : throw new ArgumentException($"No guard is registered for '{name}': call AddGuard(\"{name}\").", nameof(name));

    /// <summary>The guard of a dependency; all who ask share its circuit.</summary>
    /// <exception cref="ArgumentException">None is registered under the name.</exception>
    public DependencyGuard For(string name) => _guards.GetOrAdd(name, _create);
}
