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

    /// <summary>Running is all there is; asking for a publisher must not quietly run instead.</summary>
    public static void RequireRun(IConfiguration configuration)
    {
        var asked = configuration["publisher"] ?? configuration["Publishing:Publisher"];
        var operation = configuration["operation"];
        if (asked is not null || (operation is not null && !operation.Equals("run", StringComparison.OrdinalIgnoreCase)))
        {
            throw new DistributedApplicationException(
                $"There is no publisher '{asked ?? operation}': this app host can only run (--operation run, or nothing).");
        }
    }
}
