using System.Reflection;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// Hears of each method from the generated binding, finds what implements it in the service type, and makes its
/// handler over an open delegate: no instance is needed until a call comes.
/// </summary>
internal sealed class HandlerBinder<TService>(ServerSettings settings, IGrpcServiceActivator<TService> activator)
    : ServiceBinderBase
    where TService : class
{
    private readonly List<BoundMethod> _methods = [];

    internal IReadOnlyList<BoundMethod> Methods => _methods;

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Find(method, [typeof(TRequest), typeof(ServerCallContext)]);
        var invoke = implementation.CreateDelegate<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>();
        Add(new UnaryHandler<TService, TRequest, TResponse>(method, settings, activator, invoke), implementation);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Find(method, [typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext)]);
        var invoke = implementation.CreateDelegate<
            Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>();
        Add(new ClientStreamingHandler<TService, TRequest, TResponse>(method, settings, activator, invoke), implementation);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Find(
            method, [typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext)]);
        var invoke = implementation.CreateDelegate<
            Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        Add(new ServerStreamingHandler<TService, TRequest, TResponse>(method, settings, activator, invoke), implementation);
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var implementation = Find(
            method,
            [typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext)]);
        var invoke = implementation.CreateDelegate<
            Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        Add(new DuplexStreamingHandler<TService, TRequest, TResponse>(method, settings, activator, invoke), implementation);
    }

    private void Add<TRequest, TResponse>(CallHandler<TService, TRequest, TResponse> handler, MethodInfo implementation)
        where TRequest : class
        where TResponse : class =>
        _methods.Add(new BoundMethod(handler.Method, implementation, handler.HandleAsync));

    private static MethodInfo Find(IMethod method, Type[] parameters)
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
        {
            var found = type.GetMethod(
                method.Name,
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly,
                parameters);
            if (found is not null)
                return found;
        }

        throw new InvalidOperationException($"Could not find '{method.Name}' on {typeof(TService)}.");
    }
}
