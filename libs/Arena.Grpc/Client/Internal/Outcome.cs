using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>How a call ended.</summary>
internal sealed class Outcome(Status status, HeaderList? trailers, bool onThisSide)
{
    private Metadata? _trailers;

    internal Status Status => status;

    /// <summary>Whether the caller or the deadline ended it on this side, rather than the server.</summary>
    internal bool OnThisSide => onThisSide;

    internal Metadata Trailers => _trailers ??= trailers is null ? [] : trailers.ToMetadata();
}
