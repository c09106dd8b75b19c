using System.IO.Compression;
using Grpc.Net.Compression;
using Grpc.Net.Internal;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The options of one service after merging, immutable.</summary>
internal sealed class ServerSettings
{
    internal required int? MaxReceiveMessageSize { get; init; }

    internal required int? MaxSendMessageSize { get; init; }

    internal required bool EnableDetailedErrors { get; init; }

    internal required bool IgnoreUnknownServices { get; init; }

    internal required bool ExposesCallContext { get; init; }

    internal required CompressionProviders Compression { get; init; }

    internal required ICompressionProvider? ResponseCompression { get; init; }

    internal required CompressionLevel? ResponseCompressionLevel { get; init; }

    internal required IReadOnlyList<InterceptorRegistration> Interceptors { get; init; }

    internal required ILogger Logger { get; init; }

    /// <summary>What the service sets wins; interceptors of all services come first.</summary>
    internal static ServerSettings Merge(GrpcServiceOptions all, GrpcServiceOptions own, ILogger logger)
    {
        var providers = own.OwnCompressionProviders ?? all.OwnCompressionProviders;
        var compression = providers is null ? CompressionProviders.Default : new CompressionProviders(providers);
        var algorithm = own.ResponseCompressionAlgorithm ?? all.ResponseCompressionAlgorithm;
        if (!compression.TryGet(algorithm, out var responseCompression))
            throw new InvalidOperationException(
                $"The response compression \"{algorithm}\" has no provider; there are: {compression.AcceptEncoding}.");
        return new ServerSettings
        {
            MaxReceiveMessageSize = own.MaxReceiveMessageSizeIsSet ? own.MaxReceiveMessageSize : all.MaxReceiveMessageSize,
            MaxSendMessageSize = own.MaxSendMessageSizeIsSet ? own.MaxSendMessageSize : all.MaxSendMessageSize,
            EnableDetailedErrors = own.EnableDetailedErrors ?? all.EnableDetailedErrors ?? false,
            IgnoreUnknownServices = own.IgnoreUnknownServices ?? all.IgnoreUnknownServices ?? false,
            ExposesCallContext = all.ExposesCallContext,
            Compression = compression,
            ResponseCompression = responseCompression,
            ResponseCompressionLevel = own.ResponseCompressionLevel ?? all.ResponseCompressionLevel,
            Interceptors = [.. all.OwnInterceptors ?? [], .. own.OwnInterceptors ?? []],
            Logger = logger,
        };
    }
}
