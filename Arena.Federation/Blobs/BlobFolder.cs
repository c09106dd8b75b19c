using System.Security.Cryptography;
using System.Text;
using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Start;
using Microsoft.Extensions.Options;

namespace Arena.Federation.Blobs;

/// <summary>
/// Vectors of float32 (little-endian) as files, those of each model in a folder of their own. A file is whole and on disk before it has
/// its name. One process at a time has the folder.
/// </summary>
internal sealed class BlobFolder : IDisposable
{
    private const string Incoming = "incoming";

    private readonly string _folder;
    private readonly bool _isTemporary;
    private readonly FileStream _lock;

    /// <exception cref="StartFault">The folder cannot be used, or the ledger remembers models and it is not said where it is.</exception>
    public BlobFolder(IOptions<BlobOptions> options, ILedger ledger)
    {
        _isTemporary = options.Value.Folder.Length == 0;
        if (_isTemporary && ledger.Store.Durable)
        {
            throw new StartFault(
                $"{BlobOptions.Section}:{nameof(BlobOptions.Folder)} is not set, and the ledger remembers models: wanted the folder where "
                + "their weights are to be.");
        }

        _folder = _isTemporary ? Directory.CreateTempSubdirectory("arena-models-").FullName : Path.GetFullPath(options.Value.Folder);
        _lock = Take(_folder);
    }

    /// <summary>A vector that is being written.</summary>
    public BlobWriter Begin() => new(Path.Combine(_folder, Incoming, Guid.NewGuid().ToString("n")));

    /// <summary>The folder of one model.</summary>
    public ModelFolder Of(string model)
    {
        // Names may have characters in them that file names may not.
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(model)).AsSpan(0, 16));
        return new ModelFolder(this, Directory.CreateDirectory(Path.Combine(_folder, name)).FullName);
    }

    public void Dispose()
    {
        _lock.Dispose();
        if (_isTemporary)
            Directory.Delete(_folder, recursive: true);
    }

    private static FileStream Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var taken = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var incoming = Directory.CreateDirectory(Path.Combine(folder, Incoming));
            foreach (var unfinished in incoming.EnumerateFiles())
                unfinished.Delete();
            return taken;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartFault(
                $"The folder of models, {folder}, cannot be used, or another process uses it: {fault.Message} "
                + $"See {BlobOptions.Section}:{nameof(BlobOptions.Folder)}.", fault);
        }
    }
}
