namespace Arena.ServiceDefaults.Access;

/// <summary>A row of the table: what is called, and who may.</summary>
/// <param name="Method">An HTTP method; <c>*</c> is any that has no row of its own. Null: it is an rpc.</param>
/// <param name="Path">
/// A route as it is mapped, and all below it; or an rpc as <c>package.Service/Method</c>, or <c>package.Service</c> for all of a service.
/// </param>
internal sealed record AccessRow(string? Method, string Path, AccessRule Rule)
{
    /// <summary>Whether it is about this path.</summary>
    public bool Covers(string path) =>
        path.StartsWith(Path, StringComparison.OrdinalIgnoreCase) && (path.Length == Path.Length || path[Path.Length] == '/');
}
