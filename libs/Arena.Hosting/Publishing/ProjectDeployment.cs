using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>How a project runs where it is deployed: in a container of its own, listening on every interface of it.</summary>
internal static class ProjectDeployment
{
    public static void AddDefaults(ProjectResource project, Dictionary<string, object> variables)
    {
        variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        if (!project.HasAnnotationOfType<DisableForwardedHeadersAnnotation>())
            variables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";

        var filter = project.TryGetLastAnnotation<EndpointEnvironmentFilterAnnotation>(out var annotation) ? annotation.Filter : _ => true;
        var endpoints = project.Annotations.OfType<EndpointAnnotation>().Where(filter).ToArray();
        foreach (var endpoint in endpoints.Where(e => e.FromKestrelConfiguration))
        {
            var port = new EndpointReference(project, endpoint).Property(EndpointProperty.TargetPort);
            variables[$"Kestrel__Endpoints__{endpoint.Name}__Url"] = ReferenceExpression.Create($"{endpoint.UriScheme}://*:{port}");
        }

        foreach (var scheme in new[] { "http", "https" })
        {
            var ports = new ReferenceExpressionBuilder();
            foreach (var endpoint in endpoints.Where(e => e is { FromKestrelConfiguration: false, TargetPortEnvironmentVariable: null } && e.UriScheme == scheme))
            {
                if (!ports.IsEmpty)
                    ports.AppendLiteral(";");
                ports.AppendFormatted(new EndpointReference(project, endpoint).Property(EndpointProperty.TargetPort));
            }

            if (!ports.IsEmpty)
                variables[$"{scheme.ToUpperInvariant()}_PORTS"] = ports.Build();
        }
    }
}
