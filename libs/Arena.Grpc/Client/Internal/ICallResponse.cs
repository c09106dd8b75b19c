using System.IO.Pipelines;

namespace Grpc.Net.Client.Internal;

/// <summary>A response whose headers are there. Disposing of it before its end cancels the call on the wire.</summary>
internal interface ICallResponse : IDisposable
{
    int HttpStatus { get; }

    HeaderList Headers { get; }

    /// <summary>To be asked for when the body has ended.</summary>
    HeaderList Trailers { get; }

    /// <summary>The messages, length-prefixed; to be asked for once, and completed by whoever asked.</summary>
    /// <param name="waitsLong">Whether messages may be long in coming, as those of streams are.</param>
    PipeReader OpenBody(bool waitsLong);
}
