namespace Grpc.Net.ClientFactory;

/// <summary>Makes the clients that <c>AddGrpcClient</c> describes.</summary>
public abstract class GrpcClientFactory
{
    /// <summary>A client by its registered name. All clients of a name share one channel.</summary>
    /// <exception cref="InvalidOperationException">No client of that name was added, or it has no address.</exception>
    public abstract TClient CreateClient<TClient>(string name)
        where TClient : class;
}
