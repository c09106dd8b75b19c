using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Arena.Federation.Blobs;

/// <summary>A vector on its way to disk. Disposed of before somebody kept it, it leaves nothing.</summary>
internal sealed class BlobWriter(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Numbers so far.</summary>
    public int Count { get; private set; }

    public void Append(ReadOnlySpan<float> values)
    {
        var bytes = MemoryMarshal.AsBytes(values);
        _file.Write(bytes);
        _hash.AppendData(bytes);
        Count += values.Length;
    }

    /// <summary>The vector is whole, and on disk.</summary>
    /// <returns>Its SHA-256.</returns>
    public byte[] Finish()
    {
        _file.Flush(flushToDisk: true);
        return _hash.GetHashAndReset();
    }

    /// <summary>What is finished, as memory.</summary>
    public MappedVector Map() => new(path, Count);

    /// <summary>Gives what is finished a name that lasts.</summary>
    public void KeepAs(string name) => File.Move(path, name, overwrite: true);

    public void Dispose()
    {
        _hash.Dispose();
        _file.Dispose();
        File.Delete(path); // nothing when it was kept
    }
}
