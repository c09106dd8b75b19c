using System.Buffers;
using System.IO.Compression;

namespace Arena.Dashboard.Intake;

/// <summary>Reads a body whole, unpacked, and never more than a limit.</summary>
internal static class RequestBody
{
    private const int BlockSize = 16 * 1024;

    /// <exception cref="TooLargeException">There is more than the limit allows.</exception>
    /// <exception cref="NotSupportedException">It is packed in a way that is not known here.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        // Packed it is smaller, so what is announced as too large is.
        if (request.ContentLength > limit)
            throw new TooLargeException();
        await using var source = Unpacked(request);
        var buffer = new ArrayBufferWriter<byte>((int)Math.Min(request.ContentLength ?? BlockSize, limit) + 1);
        while (await source.ReadAsync(buffer.GetMemory(BlockSize), cancellationToken) is > 0 and var read)
        {
            buffer.Advance(read);
            if (buffer.WrittenCount > limit)
                throw new TooLargeException();
        }

        return buffer.WrittenMemory;
    }

    private static Stream Unpacked(HttpRequest request) => request.Headers.ContentEncoding.ToString().ToLowerInvariant() switch
    {
        "" or "identity" => request.Body,
        "gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
        "deflate" => new ZLibStream(request.Body, CompressionMode.Decompress),
        var other => throw new NotSupportedException($"the content encoding is '{other}'; wanted gzip, deflate or none"),
    };

    internal sealed class TooLargeException : Exception;
}
