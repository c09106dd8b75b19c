namespace Arena.Cli.Systems;

/// <summary>The folders of the checkout that this program was built in.</summary>
internal static class Checkout
{
    /// <summary>The folder that holds <c>Arena.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Where running AppHosts say what they run.</summary>
    public static string RunsDirectory => Path.Combine(Root, ".arena", "runs");

    /// <summary>Where leagues that <c>arena play</c> has not finished are kept.</summary>
    public static string PlaysDirectory => Path.Combine(Root, ".arena", "plays");

    /// <summary>The AppHost, built in the same configuration as this program.</summary>
    public static string AppHost => Built("Arena.AppHost");

    private static string Built(string project) =>
        Path.Combine(Root, "artifacts", "bin", project, Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), project + ".dll");

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Arena.sln")))
                return directory.FullName;
        }

        throw new CommandException(
            $"there is no Arena.sln above {AppContext.BaseDirectory}: run this program from a checkout", ExitCode.Failed);
    }
}
