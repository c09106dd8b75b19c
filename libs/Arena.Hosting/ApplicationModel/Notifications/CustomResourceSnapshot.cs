using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Hosting.ApplicationModel;

/// <summary>What is known of one instance of a resource at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    public required string ResourceType { get; init; }

    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    public ResourceStateSnapshot? State { get; init; }

    public int? ExitCode { get; init; }

    public DateTime? CreationTimeStamp { get; init; }

    public DateTime? StartTimeStamp { get; init; }

    public DateTime? StopTimeStamp { get; init; }

    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    public ImmutableArray<VolumeSnapshot> Volumes { get; init; } = [];

    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    public bool IsHidden { get; init; }

    public string? IconName { get; init; }

    public IconVariant? IconVariant { get; init; }

    /// <summary>One report a health check; a check that has not run yet has a null status.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    /// <summary>Only a running resource has one: the worst of its reports, or healthy when nothing is asked of it.</summary>
    public HealthStatus? HealthStatus => State?.Text != KnownResourceStates.Running
        ? null
        : HealthReports.Select(r => r.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy)
            .DefaultIfEmpty(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy)
            .Min();

    /// <summary>Set once the handlers of <see cref="ResourceReadyEvent"/> have run for the current start.</summary>
    internal bool IsReady { get; init; }

    internal bool IsHealthyAndReady => (HealthStatus == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy && IsReady)
        || State?.Text == KnownResourceStates.Embedded;

    internal object? this[string property] => Properties.FirstOrDefault(p => p.Name == property)?.Value;

    internal CustomResourceSnapshot With(string property, object? value) =>
        this with { Properties = [.. Properties.Where(p => p.Name != property), new ResourcePropertySnapshot(property, value)] };
}
