using Arena.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Arena.Hosting;

public static class ParameterResourceBuilderExtensions
{
    /// <summary>A value that must be configured as <c>Parameters:name</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddParameter(name, $"Parameters:{name}", secret, fallback: null);

    /// <summary>A value that may be configured as <c>Parameters:name</c>, and is <paramref name="value"/> if it is not.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(valueGetter);
        if (publishValueAsDefault && secret)
            throw new ArgumentException($"'{name}' cannot be a secret whose value is published as its default.", nameof(secret));
        var parameter = builder.AddParameter(name, $"Parameters:{name}", secret, fallback: valueGetter);
        if (publishValueAsDefault)
            parameter.Resource.Default = new ConstantParameterDefault(valueGetter);
        return parameter;
    }

    /// <summary>
    /// A value that may be configured, and else is what <paramref name="value"/> makes up; with <paramref name="persist"/> the
    /// same in every run, kept in <c>.arena/parameters</c>.
    /// </summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        var parameter = builder.AddResource(WithDefault(builder, name, secret, value));
        return persist && builder.ExecutionContext.IsRunMode ? parameter.WithAnnotation(new PersistedParameterAnnotation()) : parameter;
    }

    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false) =>
        builder.AddParameter(name, configurationKey, secret, fallback: null);

    /// <summary>A connection string that is configured: <c>ConnectionStrings:name</c>.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
    {
        var key = $"ConnectionStrings:{name}";
        var resource = new ConnectionStringParameterResource(
            name, _ => builder.Configuration[key] ?? throw Missing("connection string", name, key), environmentVariableName);
        resource.IsConnectionString = true;
        return builder.AddResource(resource);
    }

    /// <summary>A password that is configured as <c>Parameters:name</c> or made up.</summary>
    public static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder, string name,
        bool lower = true, bool upper = true, bool numeric = true, bool special = true,
        int minLower = 0, int minUpper = 0, int minNumeric = 0, int minSpecial = 0)
    {
        var generated = new GenerateParameterDefault
        {
            MinLength = 22, // 128 bits of chance even from letters and digits alone
            Lower = lower,
            Upper = upper,
            Numeric = numeric,
            Special = special,
            MinLower = minLower,
            MinUpper = minUpper,
            MinNumeric = minNumeric,
            MinSpecial = minSpecial,
        };
        return CreateGeneratedParameter(builder, name, secret: true, generated);
    }

    /// <summary>A value that is configured as <c>Parameters:name</c> or made up; it is not listed among the resources by itself.</summary>
    public static ParameterResource CreateGeneratedParameter(
        IDistributedApplicationBuilder builder, string name, bool secret, GenerateParameterDefault parameterDefault)
    {
        ArgumentNullException.ThrowIfNull(parameterDefault);
        return WithDefault(builder, name, secret, parameterDefault);
    }

    /// <summary>A value that must be configured as <c>Parameters:name</c>; it is not listed among the resources by itself.</summary>
    public static ParameterResource CreateParameter(IDistributedApplicationBuilder builder, string name, bool secret) =>
        Create(builder, name, $"Parameters:{name}", secret, fallback: null);

    public static IResourceBuilder<ParameterResource> WithDescription(
        this IResourceBuilder<ParameterResource> builder, string description, bool enableMarkdown = false)
    {
        builder.Resource.Description = description;
        builder.Resource.EnableDescriptionMarkdown = enableMarkdown;
        return builder;
    }

    /// <summary>A deployment uses a server that is there already: only its connection string is published, as a parameter.</summary>
    public static IResourceBuilder<T> PublishAsConnectionString<T>(this IResourceBuilder<T> builder)
        where T : ContainerResource, IResourceWithConnectionString =>
        builder.WithAnnotation(new PublishAsConnectionStringAnnotation(), ResourceAnnotationMutationBehavior.Replace);

    private static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string key, bool secret, Func<string>? fallback) =>
        builder.AddResource(Create(builder, name, key, secret, fallback));

    private static ParameterResource Create(IDistributedApplicationBuilder builder, string name, string key, bool secret, Func<string>? fallback) =>
        new(name, _ => builder.Configuration[key] ?? fallback?.Invoke() ?? throw Missing("parameter", name, key), secret);

    private static ParameterResource WithDefault(IDistributedApplicationBuilder builder, string name, bool secret, ParameterDefault value) =>
        new(name, given => builder.Configuration[$"Parameters:{name}"] ?? given!.GetDefaultValue(), secret) { Default = value };

    private static MissingParameterValueException Missing(string kind, string name, string key) =>
        new($"The {kind} '{name}' has no value: configure {key} (on the command line --{key}=…, or as the environment variable {key.Replace(":", "__", StringComparison.Ordinal)}).");
}
