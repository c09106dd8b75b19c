using System.IO.Compression;
using Grpc.Net.Compression;
using Grpc.Net.Internal;

namespace Grpc.AspNetCore.Server;

/// <summary>How gRPC services behave: all of them, or with <see cref="GrpcServiceOptions{TService}"/> one of them.</summary>
public class GrpcServiceOptions
{
    internal bool MaxReceiveMessageSizeIsSet { get; private set; }

    internal bool MaxSendMessageSizeIsSet { get; private set; }

    /// <summary>Whether the call is among the features of its request. It costs a little, and few ask.</summary>
    internal bool ExposesCallContext { get; set; }

    internal InterceptorCollection? OwnInterceptors { get; private set; }

    internal IList<ICompressionProvider>? OwnCompressionProviders { get; private set; }

    /// <summary>
    /// The largest request message in bytes, after decompression; null for no limit. Default 4 MiB. A larger one ends
    /// the call with RESOURCE_EXHAUSTED.
    /// </summary>
    public int? MaxReceiveMessageSize
    {
        get => MaxReceiveMessageSizeIsSet ? field : GrpcProtocol.DefaultMaxReceiveMessageSize;
        set
        {
            field = value;
            MaxReceiveMessageSizeIsSet = true;
        }
    }

    /// <summary>The largest response message in bytes, before compression; null, the default, for no limit.</summary>
    public int? MaxSendMessageSize
    {
        get;
        set
        {
            field = value;
            MaxSendMessageSizeIsSet = true;
        }
    }

    /// <summary>
    /// Whether the text of an exception in a handler reaches the client. Default false: it may hold secrets.
    /// </summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>
    /// Whether calls of unknown methods and services are left to the rest of the pipeline instead of ending with
    /// UNIMPLEMENTED. Default false.
    /// </summary>
    public bool? IgnoreUnknownServices { get; set; }

    /// <summary>The <c>grpc-encoding</c> of responses, where the client accepts it; null, the default, for none.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    /// <summary>The level of response compression; null for the provider's own.</summary>
    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>The encodings spoken. Default gzip and deflate.</summary>
    public IList<ICompressionProvider> CompressionProviders
    {
        get => OwnCompressionProviders ??= [.. Grpc.Net.Internal.CompressionProviders.CreateDefaults()];
        set => OwnCompressionProviders = value;
    }

    /// <summary>What every call passes on its way to the handler, first added first.</summary>
    public InterceptorCollection Interceptors => OwnInterceptors ??= [];
}

/// <summary>How one service behaves; what is not set here is taken from <see cref="GrpcServiceOptions"/>.</summary>
/// <typeparam name="TService">The service.</typeparam>
public class GrpcServiceOptions<TService> : GrpcServiceOptions
    where TService : class;
