using Grpc.Core;
using Grpc.Net.Client;

namespace Grpc.Net.ClientFactory;

/// <summary>How a client that comes from DI is made.</summary>
public class GrpcClientFactoryOptions
{
    /// <summary>The server, e.g. <c>http://node</c>; names are resolved by whatever the HTTP client is set up with.</summary>
    public Uri? Address { get; set; }

    /// <summary>Changes to the channel's options.</summary>
    public IList<Action<GrpcChannelOptions>> ChannelOptionsActions { get; } = [];

    /// <summary>What every call passes, first added first.</summary>
    public IList<InterceptorRegistration> InterceptorRegistrations { get; } = [];

    /// <summary>Makes the client; null to call its constructor with the invoker.</summary>
    public Func<CallInvoker, object>? Creator { get; set; }
}
