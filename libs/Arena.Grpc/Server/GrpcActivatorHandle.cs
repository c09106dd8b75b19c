namespace Grpc.AspNetCore.Server;

/// <summary>An instance and who owns it.</summary>
/// <typeparam name="T">The instance's type.</typeparam>
public readonly struct GrpcActivatorHandle<T>
{
    /// <summary>Makes a handle.</summary>
    public GrpcActivatorHandle(T instance, bool created, object? state)
    {
        Instance = instance;
        Created = created;
        State = state;
    }

    /// <summary>The instance.</summary>
    public T Instance { get; }

    /// <summary>Whether the activator made it, and so disposes of it.</summary>
    public bool Created { get; }

    /// <summary>The activator's own.</summary>
    public object? State { get; }
}
