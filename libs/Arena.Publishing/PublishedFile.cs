namespace Arena.Publishing;

/// <summary>One file of what is published, its path from the output folder.</summary>
internal sealed record PublishedFile(string Path, string Text);
