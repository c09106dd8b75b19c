namespace Arena.Hosting.Engine;

/// <summary>A process as it is to be started.</summary>
internal sealed record ProcessSpec(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Stores get a bare environment: their clients' variables of the person at the keyboard are not for them.</summary>
    public bool InheritsEnvironment { get; init; } = true;

    public UnixUser? User { get; init; }

    /// <summary>Asks the process to end, and is what the kernel sends it when we are gone.</summary>
    public UnixSignal StopSignal { get; init; } = UnixSignal.Terminate;

    /// <summary>Written to its standard input, which is then closed.</summary>
    public string? StandardInput { get; init; }
}
