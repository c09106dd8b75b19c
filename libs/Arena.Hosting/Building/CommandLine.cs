using Microsoft.Extensions.Configuration;

namespace Arena.Hosting;

/// <summary>The few switches of an app host that are not configuration keys already.</summary>
internal static class CommandLine
{
    private const string Ephemeral = "--ephemeral";

    /// <summary>Configuration wants <c>--key value</c>; a bare switch would swallow the next argument.</summary>
    public static string[] Normalize(string[] args) =>
        [.. args.Select(a => a == Ephemeral ? "--Arena:Ephemeral=true" : a)];

    /// <summary>
    /// An app host is a development tool: unless told otherwise it runs as Development, and so do the services that it starts.
    /// </summary>
    public static bool HasEnvironment(string[] args) =>
        args.Any(a => a.StartsWith("--environment", StringComparison.OrdinalIgnoreCase))
        || Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is not null
        || Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is not null;

    /// <summary>Naming a publisher is asking to publish, as it is with <c>azd</c>.</summary>
    public static DistributedApplicationExecutionContext ReadContext(IConfiguration configuration)
    {
        var publisher = configuration["publisher"] ?? configuration["Publishing:Publisher"];
        return configuration["operation"]?.ToLowerInvariant() switch
        {
            null when publisher is null => new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run),
            null or "publish" => new DistributedApplicationExecutionContext(DistributedApplicationOperation.Publish, publisher ?? "manifest"),
            "run" when publisher is null => new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run),
            "run" => throw new DistributedApplicationException($"--operation run and --publisher {publisher} contradict each other."),
            var other => throw new DistributedApplicationException($"There is no operation '{other}'; there are: run, publish."),
        };
    }
}
