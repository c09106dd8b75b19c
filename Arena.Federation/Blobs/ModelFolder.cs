using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Arena.Federation.Blobs;

/// <summary>The files of one model: weights by version, what its aggregator keeps, and the updates of the open round.</summary>
internal sealed class ModelFolder(BlobFolder blobs, string folder)
{
    /// <summary>Writes a whole vector of a version.</summary>
    /// <returns>Its SHA-256.</returns>
    public byte[] Write(VectorKind kind, long version, ReadOnlySpan<float> values)
    {
        using var writer = blobs.Begin();
        writer.Append(values);
        var digest = writer.Finish();
        writer.KeepAs(PathOf(kind, version));
        return digest;
    }

    /// <summary>A vector of a version.</summary>
    /// <exception cref="InvalidDataException">It is not there, or has another length.</exception>
    public MappedVector Open(VectorKind kind, long version, int dimension) => Open(PathOf(kind, version), dimension);

    public bool Has(VectorKind kind, long version) => File.Exists(PathOf(kind, version));

    public void Delete(VectorKind kind, long version) => File.Delete(PathOf(kind, version));

    /// <summary>Keeps an update: the same one of the same client in the same round is one file.</summary>
    public void Keep(BlobWriter update, long round, string client, byte[] digest) => update.KeepAs(PathOf(round, client, digest));

    public bool HasUpdate(long round, string client, byte[] digest) => File.Exists(PathOf(round, client, digest));

    public MappedVector OpenUpdate(long round, string client, byte[] digest, int dimension) =>
        Open(PathOf(round, client, digest), dimension);

    public void DeleteUpdate(long round, string client, byte[] digest) => File.Delete(PathOf(round, client, digest));

    /// <summary>Deletes the updates of every round but one.</summary>
    public void DeleteUpdatesBut(long round)
    {
        var kept = Path.GetFileName(UpdatesOf(round));
        foreach (var file in Directory.EnumerateFiles(folder, "update-*").Where(file =>
            !Path.GetFileName(file).StartsWith(kept, StringComparison.Ordinal)))
            File.Delete(file);
    }

    private static MappedVector Open(string path, int dimension)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length != (long)dimension * sizeof(float))
        {
            throw new InvalidDataException(
                $"{path} {(file.Exists ? $"has {file.Length} bytes" : "is not there")}; wanted {dimension} numbers of 4 bytes");
        }

        return new MappedVector(path, dimension);
    }

    private string PathOf(VectorKind kind, long version) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{kind.ToString().ToLowerInvariant()}-{version}"));

    private string UpdatesOf(long round) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"update-{round}-"));

    private string PathOf(long round, string client, byte[] digest)
    {
        var who = SHA256.HashData(Encoding.UTF8.GetBytes(client)).AsSpan(0, 8);
        return $"{UpdatesOf(round)}{Convert.ToHexStringLower(who)}-{Convert.ToHexStringLower(digest)}";
    }
}
