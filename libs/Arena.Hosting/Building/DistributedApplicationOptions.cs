namespace Arena.Hosting;

public sealed class DistributedApplicationOptions
{
    public string[]? Args { get; set; }

    /// <summary>The app host's assembly, where it is not the one that the process was started with.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The app host's project directory, where it is not the one written into that assembly.</summary>
    public string? ProjectDirectory { get; set; }
}
