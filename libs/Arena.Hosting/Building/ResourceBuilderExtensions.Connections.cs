using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>One part of the resource's connection, such as its port. An empty expression if there is none of that name.</summary>
    public static ReferenceExpression GetConnectionProperty(this IResourceWithConnectionString resource, string key)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.ConnectionProperties().TryGetValue(key, out var value) ? value : ReferenceExpression.Empty;
    }

    public static IResourceBuilder<T> WithConnectionProperty<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value)
        where T : IResourceWithConnectionString => builder.WithAnnotation(new ConnectionPropertyAnnotation(name, value));

    public static IResourceBuilder<T> WithConnectionProperty<T>(this IResourceBuilder<T> builder, string name, string value)
        where T : IResourceWithConnectionString => builder.WithConnectionProperty(name, ReferenceExpression.Create($"{value}"));

    /// <summary>The resource's connection string is that of another one.</summary>
    public static IResourceBuilder<T> WithConnectionStringRedirection<T>(this IResourceBuilder<T> builder, IResourceWithConnectionString resource)
        where T : IResourceWithConnectionString =>
        builder.WithAnnotation(new ConnectionStringRedirectAnnotation(resource), ResourceAnnotationMutationBehavior.Replace);

    /// <summary>The parts of the connection with what the app host added to them.</summary>
    internal static IReadOnlyDictionary<string, ReferenceExpression> ConnectionProperties(this IResourceWithConnectionString resource)
    {
        var properties = new Dictionary<string, ReferenceExpression>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in resource.GetConnectionProperties())
            properties[name] = value;
        foreach (var added in resource.Annotations.OfType<ConnectionPropertyAnnotation>())
            properties[added.Name] = added.Value;
        return properties;
    }
}
