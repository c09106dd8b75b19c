using System.Reflection;

namespace Arena.Hosting;

/// <summary>Where the app host's project lies, and the repository around it.</summary>
internal static class AppHostLocation
{
    public static Assembly? FindAssembly(DistributedApplicationOptions options) =>
        options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();

    /// <summary>The project directory that the build wrote into the assembly, if it is still there.</summary>
    public static string FindDirectory(DistributedApplicationOptions options, Assembly? assembly)
    {
        var recorded = options.ProjectDirectory ?? assembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(m => string.Equals(m.Key, "apphostprojectpath", StringComparison.OrdinalIgnoreCase))?.Value;
        return Path.GetFullPath(recorded is not null && Directory.Exists(recorded) ? recorded : Environment.CurrentDirectory);
    }

    /// <summary>
    /// The nearest directory above that holds a checkout or a solution. All app hosts of one checkout share
    /// the <c>.arena</c> directory there, which is how a command line finds what runs.
    /// </summary>
    public static string FindRepositoryRoot(string appHostDirectory)
    {
        for (var directory = new DirectoryInfo(appHostDirectory); directory is not null; directory = directory.Parent)
        {
            if (Path.Exists(Path.Combine(directory.FullName, ".git"))
                || directory.EnumerateFiles("*.sln").Any()
                || directory.EnumerateFiles("*.slnx").Any())
                return directory.FullName;
        }

        return appHostDirectory;
    }
}
