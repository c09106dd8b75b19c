using System.Globalization;
using Arena.Hosting.ApplicationModel;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Hosting.Dashboard;

/// <summary>Turns what is known of an instance into the contract's message.</summary>
internal sealed class ResourceMessages(IServiceProvider services)
{
    private const string ExitCode = "resource.exitCode";

    public Wire.Resource ToMessage(ResourceEvent instance)
    {
        var snapshot = instance.Snapshot;
        var message = new Wire.Resource
        {
            Name = instance.ResourceId,
            DisplayName = instance.Resource.Name,
            Uid = instance.ResourceId,
            ResourceType = TypeOf(instance.Resource),
            IsHidden = snapshot.IsHidden,
            Environment = { snapshot.EnvironmentVariables.Select(ToMessage) },
            Commands = { Commands(instance) },
            Properties = { Properties(snapshot) },
            Urls = { snapshot.Urls.Select(u => ToMessage(u, snapshot)) },
            Volumes = { snapshot.Volumes.Select(ToMessage) },
            HealthReports = { snapshot.HealthReports.Select(ToMessage) },
            Relationships = { snapshot.Relationships.Select(r => new Wire.ResourceRelationship { ResourceName = r.ResourceName, Type = r.Type }) },
            SupportsDetailedTelemetry = true,
            CreatedAt = At(snapshot.CreationTimeStamp),
            StartedAt = At(snapshot.StartTimeStamp),
            StoppedAt = At(snapshot.StopTimeStamp),
        };
        if (snapshot.State is { } state)
        {
            message.State = state.Text;
            message.StateStyle = state.Style ?? StyleOf(state.Text);
        }

        if (snapshot.IconName is { } icon)
        {
            message.IconName = icon;
            message.IconVariant = (Wire.IconVariant)(snapshot.IconVariant ?? IconVariant.Filled);
        }

        return message;
    }

    /// <summary>The names by which dashboards know the kinds.</summary>
    public static string TypeOf(IResource resource) => resource switch
    {
        ProjectResource => "Project",
        ExecutableResource => "Executable",
        ConnectionStringResource or (ParameterResource and IResourceWithConnectionString) => "ConnectionString",
        ParameterResource => "Parameter",
        ExternalServiceResource => "ExternalService",
        _ => WithoutSuffix(resource.GetType().Name),
    };

    // What the official packages would call a container is a process or a server here: it goes by its own name, such as PostgresServer.
    private static string WithoutSuffix(string name) => name.EndsWith("Resource", StringComparison.Ordinal) && name.Length > 8 ? name[..^8] : name;

    private static string StyleOf(string state) =>
        state == KnownResourceStates.Running || state == KnownResourceStates.Active ? KnownResourceStateStyles.Success
        : state == KnownResourceStates.FailedToStart || state == KnownResourceStates.Exited ? KnownResourceStateStyles.Error
        : state == KnownResourceStates.RuntimeUnhealthy || state == KnownResourceStates.Embedded ? KnownResourceStateStyles.Warn
        : KnownResourceStateStyles.Info;

    private IEnumerable<Wire.ResourceCommand> Commands(ResourceEvent instance)
    {
        var context = new UpdateCommandStateContext { ResourceSnapshot = instance.Snapshot, ServiceProvider = services };
        return instance.Resource.Annotations.OfType<ResourceCommandAnnotation>()
            .Where(c => c.Visibility.HasFlag(ResourceCommandVisibility.UI))
            .Select(c => ToMessage(c, c.UpdateState(context)));
    }

    private static Wire.ResourceCommand ToMessage(ResourceCommandAnnotation command, ResourceCommandState state)
    {
        var message = new Wire.ResourceCommand
        {
            Name = command.Name,
            DisplayName = command.DisplayName,
            IsHighlighted = command.IsHighlighted,
            State = (Wire.ResourceCommandState)state,
        };
        if (command.ConfirmationMessage is { } question)
            message.ConfirmationMessage = question;
        if (command.DisplayDescription is { } description)
            message.DisplayDescription = description;
        if (command.IconName is { } icon)
            message.IconName = icon;
        if (command.IconVariant is { } variant)
            message.IconVariant = (Wire.IconVariant)variant;
        return message;
    }

    private static IEnumerable<Wire.ResourceProperty> Properties(CustomResourceSnapshot snapshot)
    {
        foreach (var property in snapshot.Properties.Where(p => p.Value is not null))
            yield return new Wire.ResourceProperty { Name = property.Name, Value = ValueOf(property.Value!), IsSensitive = property.IsSensitive };
        if (snapshot.ExitCode is { } code)
            yield return new Wire.ResourceProperty { Name = ExitCode, Value = Value.ForNumber(code) };
    }

    private static Value ValueOf(object value) => value switch
    {
        bool flag => Value.ForBool(flag),
        int number => Value.ForNumber(number),
        IEnumerable<string> list => Value.ForList([.. list.Select(Value.ForString)]),
        _ => Value.ForString(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };

    private static Wire.EnvironmentVariable ToMessage(EnvironmentVariableSnapshot variable) =>
        new() { Name = variable.Name, Value = variable.Value ?? "", IsFromSpec = variable.IsFromSpec };

    private static Wire.Url ToMessage(UrlSnapshot url, CustomResourceSnapshot snapshot)
    {
        var message = new Wire.Url
        {
            FullUrl = url.Url,
            IsInternal = url.IsInternal,
            IsInactive = url.IsInactive || (url.Name is not null && snapshot.State?.Text != KnownResourceStates.Running),
            DisplayProperties = new Wire.UrlDisplayProperties { DisplayName = url.DisplayProperties.DisplayName, SortOrder = url.DisplayProperties.SortOrder },
        };
        if (url.Name is { } endpoint)
            message.EndpointName = endpoint;
        return message;
    }

    private static Wire.Volume ToMessage(VolumeSnapshot volume) =>
        new() { Source = volume.Source ?? "", Target = volume.Target, MountType = volume.MountType, IsReadOnly = volume.IsReadOnly };

    private static Wire.HealthReport ToMessage(HealthReportSnapshot report)
    {
        var message = new Wire.HealthReport { Key = report.Name, Description = report.Description ?? "", Exception = report.ExceptionText ?? "", LastRunAt = At(report.LastRunAt) };
        if (report.Status is { } status)
        {
            message.Status = status switch
            {
                HealthStatus.Healthy => Wire.HealthStatus.Healthy,
                HealthStatus.Degraded => Wire.HealthStatus.Degraded,
                _ => Wire.HealthStatus.Unhealthy,
            };
        }

        return message;
    }

    private static Timestamp? At(DateTime? time) => time is { } known ? Timestamp.FromDateTime(known.ToUniversalTime()) : null;
}
