namespace Arena.AppHost.Runs;

/// <summary>Where app hosts of a checkout say what they run.</summary>
internal sealed record RunFolder(string Path);
