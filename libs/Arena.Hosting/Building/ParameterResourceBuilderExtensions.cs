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
        return builder.AddParameter(name, $"Parameters:{name}", secret, fallback: valueGetter);
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
        var key = $"Parameters:{name}";
        return new ParameterResource(name, value => builder.Configuration[key] ?? value!.GetDefaultValue(), secret: true) { Default = generated };
    }

    private static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string key, bool secret, Func<string>? fallback) =>
        builder.AddResource(new ParameterResource(
            name, _ => builder.Configuration[key] ?? fallback?.Invoke() ?? throw Missing("parameter", name, key), secret));

    private static MissingParameterValueException Missing(string kind, string name, string key) =>
        new($"The {kind} '{name}' has no value: configure {key} (on the command line --{key}=…, or as the environment variable {key.Replace(":", "__", StringComparison.Ordinal)}).");
}
