using System.Diagnostics.CodeAnalysis;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>An interceptor by its type, made for each call, or taken from the services where it is registered there.</summary>
public class InterceptorRegistration
{
    private readonly object[] _arguments;
    private ObjectFactory? _factory;

    internal InterceptorRegistration(Type type, object[] arguments)
    {
        Type = type;
        _arguments = arguments;
    }

    /// <summary>The interceptor's type.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    public Type Type { get; }

    /// <summary>Constructor arguments that the services do not provide.</summary>
    public IReadOnlyList<object> Arguments => _arguments;

    /// <summary>The instance for one call, and whether the call owns it.</summary>
    internal (Interceptor Interceptor, bool Owned) Create(IServiceProvider services)
    {
        if (_arguments.Length == 0 && services.GetService(Type) is Interceptor registered)
            return (registered, false);
        _factory ??= ActivatorUtilities.CreateFactory(Type, [.. _arguments.Select(a => a.GetType())]);
        return ((Interceptor)_factory(services, _arguments), true);
    }
}
