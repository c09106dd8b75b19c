namespace Arena.Hosting;

public sealed class DistributedApplicationOptions
{
    public string[]? Args { get; set; }

    /// <summary>The app host's assembly, where it is not the one that the process was started with.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The app host's project directory, where it is not the one written into that assembly.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>What a dashboard calls the application; the app host's assembly, unless told.</summary>
    public string? DashboardApplicationName { get; set; }

    /// <summary>Of no effect: on the loopback interface everything goes without TLS, and nothing listens elsewhere.</summary>
    public bool AllowUnsecuredTransport { get; set; }

    /// <summary>Nobody is to watch and command the resources from outside.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>The resources' lines go to the app host's log, under <c>App.Resources.name</c>, and not to its console.</summary>
    public bool EnableResourceLogging { get; set; }

    internal string ApplicationName => DashboardApplicationName ?? AssemblyName ?? System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name ?? "AppHost";
}
