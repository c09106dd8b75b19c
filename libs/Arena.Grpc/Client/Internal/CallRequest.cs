namespace Grpc.Net.Client.Internal;

/// <summary>One attempt of a call on its way to the transport.</summary>
/// <param name="path"><c>/package.Service/Method</c>.</param>
/// <param name="host">The authority that is asked for; null for the address'.</param>
/// <param name="body">What is sent: one message, or what a pump brings.</param>
internal sealed class CallRequest(string path, string? host, RequestBody body)
{
    internal string Path => path;

    internal string? Host => host;

    internal RequestBody Body => body;

    /// <summary>The headers beyond those that all calls of the channel have; null for none.</summary>
    internal HeaderList? Headers { get; private set; }

    internal void AddHeader(string name, string value) => (Headers ??= new HeaderList()).Add(name, value);
}
