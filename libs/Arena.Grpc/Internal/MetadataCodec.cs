using Grpc.Core;

namespace Grpc.Net.Internal;

/// <summary>Metadata to and from header values.</summary>
internal static class MetadataCodec
{
    /// <summary>The header value of an entry: text as it is, bytes as base64 without padding.</summary>
    /// <exception cref="RpcException">The text is not printable ASCII.</exception>
    internal static string ToHeaderValue(Metadata.Entry entry)
    {
        if (entry.IsBinary)
            return Convert.ToBase64String(entry.RawBytes).TrimEnd('=');
        return entry.Value.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? throw new RpcException(new Status(
                StatusCode.Internal, $"The value of the metadata '{entry.Key}' is not printable ASCII; other values need a key that ends in '-bin'."))
            : entry.Value;
    }

    /// <summary>Whether a header belongs to the protocol rather than to the application.</summary>
    internal static bool IsProtocolHeader(string name)
    {
        if (name.Length == 0 || name[0] == ':')
            return true;
        return name.Length switch
        {
            2 => Is(name, "te"),
            11 => Is(name, GrpcProtocol.StatusHeader),
            12 => Is(name, GrpcProtocol.MessageHeader) || Is(name, GrpcProtocol.TimeoutHeader) || Is(name, "content-type"),
            13 => Is(name, GrpcProtocol.EncodingHeader),
            14 => Is(name, "content-length"),
            16 => Is(name, "content-encoding"),
            20 => Is(name, GrpcProtocol.AcceptEncodingHeader),
            30 => Is(name, GrpcProtocol.InternalEncodingRequestHeader),
            _ => false,
        };
    }

    /// <summary>
    /// Adds a received header. A binary value may be padded or not, and may be several joined with commas; one that
    /// is no base64 is dropped.
    /// </summary>
    internal static void AddReceived(Metadata metadata, string name, string value)
    {
        var key = name.ToLowerInvariant();
        if (!Metadata.Entry.IsBinaryKey(key))
        {
            metadata.Add(Metadata.Entry.FromWire(key, value));
            return;
        }

        foreach (var part in value.AsSpan().Split(','))
            if (TryDecode(value.AsSpan()[part].Trim(), out var bytes))
                metadata.Add(Metadata.Entry.FromWire(key, bytes));
    }

    private static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        var bare = text.TrimEnd('=');
        var padded = string.Concat(bare, "===".AsSpan(0, (4 - (bare.Length % 4)) % 4));
        bytes = new byte[(padded.Length / 4) * 3];
        if (!Convert.TryFromBase64String(padded, bytes, out var written))
            return false;
        if (written != bytes.Length)
            Array.Resize(ref bytes, written);
        return true;
    }

    private static bool Is(string name, string header) => name.Equals(header, StringComparison.OrdinalIgnoreCase);
}
