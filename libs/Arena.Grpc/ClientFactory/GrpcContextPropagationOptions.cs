namespace Grpc.AspNetCore.ClientFactory;

/// <summary>How a client takes over the context of the server call it is used in.</summary>
public class GrpcContextPropagationOptions
{
    /// <summary>Whether a call that is made outside of a server call goes out as it is, instead of failing. Default false.</summary>
    public bool SuppressContextNotFoundErrors { get; set; }
}
