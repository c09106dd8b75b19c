using System.Globalization;
using Grpc.Core;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>The headers that every call of a channel has.</summary>
internal static class ChannelHeaders
{
    private static readonly string UserAgent = string.Create(
        CultureInfo.InvariantCulture, $"grpc-dotnet/{VersionInfo.CurrentVersion} (.NET {Environment.Version})");

    internal static HeaderList Create(CompressionProviders compression)
    {
        var headers = new HeaderList();
        headers.Add("user-agent", UserAgent);
        headers.Add("te", "trailers");
        headers.Add(GrpcProtocol.AcceptEncodingHeader, compression.AcceptEncoding);
        return headers;
    }
}
