namespace Arena.Hosting;

/// <summary>One entry of a project's <c>Kestrel:Endpoints</c> section.</summary>
internal sealed record KestrelEndpoint(string Name, string Url, string? Protocols);
