namespace Grpc.Core;

/// <summary>Ties a client call to a server call. Made by <see cref="ServerCallContext.CreatePropagationToken"/>.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}
