namespace Arena.Federation.Blobs;

/// <summary>Where vectors are kept: the section <c>Federation</c>.</summary>
internal sealed class BlobOptions
{
    public const string Section = "Federation";

    /// <summary>
    /// The folder of weights and updates; one process has it to itself. Not set, it is a temporary one that ends with the process, which
    /// goes with a ledger in memory only.
    /// </summary>
    public string Folder { get; set; } = "";

    /// <summary>
    /// Versions of a model whose weights are kept, the newest ones; of those before them only what they were made of. 1 to 10,000.
    /// </summary>
    public int KeepVersions { get; set; } = 100;
}
