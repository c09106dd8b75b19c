using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client.Configuration;

namespace Grpc.Net.Client.Internal;

/// <summary>The retry policies of a channel by method: the method's own, else its service's, else the default.</summary>
internal sealed class RetryConfig
{
    private readonly Dictionary<(string? Service, string? Method), RetryPlan?> _plans = [];
    private readonly ConcurrentDictionary<IMethod, RetryPlan?> _byMethod = new(ReferenceEqualityComparer.Instance);

    internal RetryConfig(ServiceConfig config, int? maxAttempts)
    {
        Throttle = config.RetryThrottling is { } throttling ? new RetryThrottle(throttling) : null;
        foreach (var method in config.MethodConfigs)
        {
            var plan = method.RetryPolicy is { } policy ? new RetryPlan(policy, maxAttempts) : null;
            foreach (var name in method.Names)
                if (!_plans.TryAdd((Blank(name.Service), Blank(name.Method)), plan))
                    throw new InvalidOperationException(
                        $"Duplicate method config found. Service: '{name.Service}', method: '{name.Method}'.");
        }
    }

    internal RetryThrottle? Throttle { get; }

    internal RetryPlan? For(IMethod method) => _byMethod.GetOrAdd(method, Find);

    private RetryPlan? Find(IMethod method) =>
        _plans.TryGetValue((method.ServiceName, method.Name), out var own) ? own
        : _plans.TryGetValue((method.ServiceName, null), out var service) ? service
        : _plans.GetValueOrDefault((null, null));

    private static string? Blank(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
