namespace Arena.Hosting.Publishing;

/// <summary>Where the app host's project lies.</summary>
internal sealed record AppHostDirectory(string Path);
