using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Net.Internal;

namespace Grpc.AspNetCore.Server.Internal;

internal sealed partial class ServerCall
{
    [ThreadStatic]
    private static MessageFramer? _spareFramer;

    private MessageFramer? _framer;

    /// <summary>The encoding of request messages that are flagged as compressed.</summary>
    internal ICompressionProvider? RequestCompression { get; private set; }

    /// <summary>The encoding of response messages, null for identity.</summary>
    internal ICompressionProvider? ResponseCompression { get; private set; }

    /// <summary>What writes this call's responses. It follows a later choice of the encoding.</summary>
    internal MessageFramer CreateFramer() => _framer = Configure(new MessageFramer());

    /// <summary>Leaves the only response message in the body, or returns it when it is large and has yet to be sent.</summary>
    internal PooledBuffer? WriteSingle<T>(T message, Action<T, SerializationContext> serializer)
    {
        // One for each thread will do. Who comes back to here from within a serializer makes another.
        var framer = _spareFramer ?? new MessageFramer();
        _spareFramer = null;
        var large = Configure(framer).WriteUnlessLarge(
            HttpContext.Response.BodyWriter, message, serializer, WriteOptions?.Flags ?? default);
        _spareFramer = framer;
        ((ICallTraffic)this).Sent(1);
        return large;
    }

    private MessageFramer Configure(MessageFramer framer)
    {
        framer.MaxMessageSize = Settings.MaxSendMessageSize;
        framer.Compression = ResponseCompression;
        framer.CompressionLevel = Settings.ResponseCompressionLevel;
        return framer;
    }

    /// <summary>Settles both encodings from the request headers.</summary>
    /// <exception cref="RpcException">The request is in an encoding nobody here speaks.</exception>
    internal void ReadEncodings()
    {
        var headers = HttpContext.Request.Headers;
        string? encoding = headers.GrpcEncoding;
        if (encoding is not null)
        {
            if (!Settings.Compression.TryGet(encoding, out var provider))
            {
                HttpContext.Response.Headers[GrpcProtocol.AcceptEncodingHeader] = Settings.Compression.AcceptEncoding;
                throw new RpcException(new Status(
                    StatusCode.Unimplemented,
                    $"Unsupported grpc-encoding value '{encoding}'. Supported encodings: {Settings.Compression.AcceptEncoding}"));
            }

            RequestCompression = provider;
        }

        if (Settings.ResponseCompression is { } wanted && ClientAccepts(wanted.EncodingName))
            ResponseCompression = wanted;
    }

    /// <summary>A handler's own choice for this call; ignored where the client does not accept it.</summary>
    private void ChooseResponseEncoding(string encoding)
    {
        if (encoding == GrpcProtocol.Identity)
            ResponseCompression = null;
        else if (ClientAccepts(encoding) && Settings.Compression.TryGet(encoding, out var provider))
            ResponseCompression = provider;
        if (_framer is not null)
            _framer.Compression = ResponseCompression;
    }

    private bool ClientAccepts(string encoding)
    {
        string? accepted = HttpContext.Request.Headers.GrpcAcceptEncoding;
        if (accepted is null)
            return false;
        foreach (var part in accepted.AsSpan().Split(','))
            if (accepted.AsSpan()[part].Trim().SequenceEqual(encoding))
                return true;
        return false;
    }
}
