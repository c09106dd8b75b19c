using System.Net.Sockets;

namespace Arena.Hosting.Engine;

/// <summary>What every HTTP/2 client says first, and nobody else says.</summary>
internal static class Http2Preface
{
    public const int Length = 24;

    private const int OpeningSize = 4096;

    public static ReadOnlySpan<byte> Text => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    public static bool IsAt(ReadOnlySpan<byte> opening) => opening.StartsWith(Text);

    /// <summary>Reads until it is certain whether this is the preface. What was read belongs to the connection.</summary>
    public static async Task<byte[]> ReadOpeningAsync(Socket client, CancellationToken cancellationToken)
    {
        var buffer = new byte[OpeningSize];
        var count = 0;
        do
        {
            var more = await client.ReceiveAsync(buffer.AsMemory(count), cancellationToken).ConfigureAwait(false);
            if (more == 0)
                break;
            count += more;
        }
        while (count < Length && Text.StartsWith(buffer.AsSpan(0, count)));
        return buffer[..count];
    }
}
