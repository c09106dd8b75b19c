namespace Grpc.Core;

/// <summary>Which version of the official packages' surface this is.</summary>
public static class VersionInfo
{
    /// <summary>The assembly version of that surface.</summary>
    public const string CurrentAssemblyVersion = "2.0.0.0";

    /// <summary>The file version of that surface.</summary>
    public const string CurrentAssemblyFileVersion = "2.76.0.0";

    /// <summary>The version of that surface.</summary>
    public const string CurrentVersion = "2.76.0";
}
