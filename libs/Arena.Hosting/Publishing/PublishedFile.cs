namespace Arena.Hosting.Publishing;

/// <summary>One file of what is published.</summary>
internal sealed record PublishedFile(string Path, string Text);
