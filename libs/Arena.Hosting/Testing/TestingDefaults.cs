using System.Reflection;
using Arena.Hosting.Engine;
using Microsoft.Extensions.Hosting;

namespace Arena.Hosting.Testing;

/// <summary>How an application differs when it is run by a test.</summary>
internal static class TestingDefaults
{
    public static void Apply(DistributedApplicationOptions options, HostApplicationBuilderSettings settings, Assembly appHost)
    {
        options.AssemblyName ??= appHost.GetName().Name;
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        settings.ApplicationName = options.AssemblyName;

        // First, so that what the test says wins.
        settings.Args = [$"--{EndpointAllocator.RandomizePorts}=true", "--Arena:Ephemeral=true", .. settings.Args ?? []];
    }
}
