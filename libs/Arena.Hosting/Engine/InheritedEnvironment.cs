namespace Arena.Hosting.Engine;

/// <summary>Children inherit our environment, but for what was said to us alone.</summary>
internal static class InheritedEnvironment
{
    private static readonly string[] _ours =
    [
        ParentWatch.Variable, "DOTNET_LAUNCH_PROFILE",
        "URLS", "DOTNET_URLS", "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS",
        "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "MSBuildLoadMicrosoftTargetsReadOnly",
    ];

    public static void RemoveOursFrom(IDictionary<string, string?> environment)
    {
        foreach (var name in _ours)
            environment.Remove(name);
    }
}
