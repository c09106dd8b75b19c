using Microsoft.Extensions.Hosting;
using Microsoft.FeatureManagement;

namespace Arena.ServiceDefaults.Flags;

/// <summary>On in the environments that a flag names, such as <c>production</c>: that of the service, as .NET has it.</summary>
[FilterAlias(Name)]
internal sealed class EnvironmentFilter(IHostEnvironment environment) : IFeatureFilter
{
    public const string Name = "Arena.Environment";

    public Task<bool> EvaluateAsync(FeatureFilterEvaluationContext context) => Task.FromResult(
        context.Settings is IReadOnlyList<string> names && names.Contains(environment.EnvironmentName, StringComparer.OrdinalIgnoreCase));
}
