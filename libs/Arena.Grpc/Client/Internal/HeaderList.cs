using Grpc.Core;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>Headers or trailers in order, as they are on the wire. Few callers look at them, so they stay unparsed.</summary>
internal sealed class HeaderList
{
    internal static readonly HeaderList Empty = new();

    private (string Name, string Value)[] _fields = [];
    private int _count;

    internal ReadOnlySpan<(string Name, string Value)> Fields => _fields.AsSpan(0, _count);

    internal void Add(string name, string value)
    {
        if (_count == _fields.Length)
            Array.Resize(ref _fields, Math.Max(4, 2 * _count));
        _fields[_count++] = (name, value);
    }

    /// <summary>The first value of this name; null when there is none.</summary>
    internal string? Get(string name)
    {
        foreach (var field in Fields)
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return field.Value;
        return null;
    }

    /// <summary>What of them belongs to the application.</summary>
    internal Metadata ToMetadata()
    {
        var metadata = new Metadata();
        foreach (var (name, value) in Fields)
            if (!MetadataCodec.IsProtocolHeader(name))
                MetadataCodec.AddReceived(metadata, name, value);
        return metadata;
    }

    /// <summary>The status in these headers or trailers; null when there is none.</summary>
    internal Status? TryReadStatus() =>
        Get(GrpcProtocol.StatusHeader) is { } code ? WireStatus.Decode(code, Get(GrpcProtocol.MessageHeader)) : null;

    /// <summary>What response headers mean that are not gRPC's; null when they are.</summary>
    internal Status? Refuses(int httpStatus)
    {
        if (httpStatus != 200)
            return new Status(WireStatus.FromHttp(httpStatus), $"Bad gRPC response. HTTP status code: {httpStatus}");
        var contentType = Get("content-type");
        if (contentType is null)
            return new Status(StatusCode.Unknown, "Bad gRPC response. Response did not have a content-type header.");
        return GrpcProtocol.IsGrpcContentType(contentType)
            ? null
            : new Status(StatusCode.Unknown, $"Bad gRPC response. Invalid content-type value: {contentType}");
    }
}
