using System.Net.Http.Headers;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>How a call ended.</summary>
internal sealed class Outcome(Status status, HttpResponseHeaders? trailers, bool byCaller)
{
    private Metadata? _trailers;

    internal Status Status => status;

    /// <summary>Whether the caller ended it.</summary>
    internal bool ByCaller => byCaller;

    internal Metadata Trailers => _trailers ??= trailers is null ? [] : HeaderReader.Read(trailers);
}
