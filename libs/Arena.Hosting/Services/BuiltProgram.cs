namespace Arena.Hosting.Services;

/// <summary>Finds the program that a project was built to, beside the app host's own.</summary>
internal static class BuiltProgram
{
    /// <summary>
    /// Null when it has not been built. The app host's programs are in <c>…/Its.Name/release/</c> (one folder of artifacts for all
    /// projects) or in
    /// <c>bin/Release/net10.0</c> of its project; the service's are in the same place of its own.
    /// </summary>
    public static string? Find(string projectPath, string appHostDirectory, string baseDirectory)
    {
        var name = Path.GetFileNameWithoutExtension(projectPath);
        var program = OperatingSystem.IsWindows() ? name + ".exe" : name;
        var home = Path.TrimEndingDirectorySeparator(baseDirectory);
        var own = Path.GetRelativePath(appHostDirectory, home);
        string[] candidates =
        [
            Path.Combine(Path.GetDirectoryName(projectPath)!, own, program),
            Path.Combine(home, "..", "..", name, Path.GetFileName(home), program),
        ];
        var isInProject = !own.StartsWith("..", StringComparison.Ordinal);
        return candidates.Skip(isInProject ? 0 : 1).Select(Path.GetFullPath).FirstOrDefault(File.Exists);
    }
}
