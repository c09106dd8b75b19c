using System.Globalization;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>
    /// Injects <c>ConnectionStrings__name</c> and one <c>NAME_PROPERTY</c> for each part. A store that is not on this machine
    /// injects nothing: what depends on it then runs without.
    /// </summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        return builder.WithReferenceTo(resource).WithEnvironment(context =>
        {
            if (resource.IsEmbedded())
                return;

            var flags = context.Resource.InjectionFlags();
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
            {
                var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}";
                context.EnvironmentVariables[variable] = new ConnectionStringReference(resource, optional);
            }

            // A configured server is known by its connection string only; its parts are not ours to take apart.
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties) && !resource.IsExternal())
            {
                foreach (var (property, value) in resource.ConnectionProperties())
                    context.EnvironmentVariables[$"{EnvironmentVariableName.Encode(name)}_{property.ToUpperInvariant()}"] = value;
            }
        });
    }

    /// <summary>Injects the addresses of every endpoint of <paramref name="source"/>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        return builder.WithEndpointsOf(source.Resource, source.Resource.Name, endpointName: null);
    }

    /// <summary>The same, under another name than the resource's own.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithServiceDiscovery> source,
        string name)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.WithEndpointsOf(source.Resource, name, endpointName: null);
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        return builder.WithEndpointsOf(endpointReference.Resource, endpointReference.Resource.Name, endpointReference.EndpointName);
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri || uri.AbsolutePath != "/")
            throw new InvalidOperationException($"'{uri}' cannot be referenced: wanted an absolute URI whose path is '/'.");

        return builder.WithEnvironment(context =>
        {
            var flags = context.Resource.InjectionFlags();
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
                context.EnvironmentVariables[$"services__{name}__default__0"] = uri.ToString();
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
                context.EnvironmentVariables[EnvironmentVariableName.Encode(name)] = uri.ToString();
        });
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<ExternalServiceResource> externalService)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(externalService);
        var service = externalService.Resource;
        return builder.WithReferenceTo(service).WithEnvironment(async context =>
        {
            var address = new ExternalServiceUrl(service);
            var flags = context.Resource.InjectionFlags();
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
                context.EnvironmentVariables[EnvironmentVariableName.Encode(service.Name)] = address;
            if (!flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
                return;

            // Which scheme a parameter's value has is known when there is a value, which a publisher has not.
            var scheme = context.ExecutionContext.IsRunMode ? (await service.GetUriAsync(context.CancellationToken).ConfigureAwait(false)).Scheme : service.Uri?.Scheme;
            context.EnvironmentVariables[$"services__{service.Name}__{scheme ?? "default"}__0"] = address;
        });
    }

    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(
        this IResourceBuilder<TDestination> builder,
        ReferenceEnvironmentInjectionFlags flags)
        where TDestination : IResourceWithEnvironment =>
        builder.WithAnnotation(new ReferenceEnvironmentInjectionAnnotation(flags), ResourceAnnotationMutationBehavior.Replace);

    internal static IResourceBuilder<T> WithReferenceTo<T>(this IResourceBuilder<T> builder, IResource resource)
        where T : IResource =>
        builder.WithAnnotation(new ResourceRelationshipAnnotation(resource, ResourceRelationshipAnnotation.Reference));

    /// <summary>Notes every resource that a value mentions, so that it is stopped after this one.</summary>
    internal static IResourceBuilder<T> WithReferencesOf<T>(this IResourceBuilder<T> builder, object value)
        where T : IResource
    {
        if (value is IResource resource)
            return ReferenceEquals(resource, builder.Resource) ? builder : builder.WithReferenceTo(resource);
        if (value is IValueWithReferences { References: var references })
        {
            foreach (var reference in references)
                builder.WithReferencesOf(reference);
        }

        return builder;
    }

    private static IResourceBuilder<TDestination> WithEndpointsOf<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceWithEndpoints source, string name, string? endpointName)
        where TDestination : IResourceWithEnvironment
    {
        var annotation = builder.Resource.Annotations.OfType<EndpointReferenceAnnotation>().SingleOrDefault(a => a.Resource == source);
        if (annotation is null)
        {
            annotation = new EndpointReferenceAnnotation(source);
            builder.WithAnnotation(annotation).WithReferenceTo(source);
        }

        if (endpointName is null)
            annotation.UseAllEndpoints = true;
        else
            annotation.EndpointNames.Add(endpointName);

        return builder.WithEnvironment(context => InjectEndpoints(context, annotation, name));
    }

    private static void InjectEndpoints(EnvironmentCallbackContext context, EndpointReferenceAnnotation annotation, string name)
    {
        var flags = context.Resource.InjectionFlags();
        var indices = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var endpoint in annotation.Resource.GetEndpoints())
        {
            var wanted = annotation.UseAllEndpoints ? !endpoint.ExcludeReferenceEndpoint : annotation.EndpointNames.Contains(endpoint.EndpointName);
            if (!wanted)
                continue;

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
                context.EnvironmentVariables[$"{EnvironmentVariableName.Encode(name)}_{EnvironmentVariableName.Encode(endpoint.EndpointName)}"] = endpoint;

            if (!flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
                continue;

            var key = endpoint.IsHttpSchemeNamedEndpoint ? endpoint.Scheme : endpoint.EndpointName;
            var index = indices[key] = indices.TryGetValue(key, out var last) ? last + 1 : 0;
            context.EnvironmentVariables[$"services__{name}__{key}__{index.ToString(CultureInfo.InvariantCulture)}"] = endpoint;
        }
    }

    private static ReferenceEnvironmentInjectionFlags InjectionFlags(this IResource resource) =>
        resource.TryGetLastAnnotation<ReferenceEnvironmentInjectionAnnotation>(out var annotation)
            ? annotation.Flags
            : ReferenceEnvironmentInjectionFlags.All;
}
