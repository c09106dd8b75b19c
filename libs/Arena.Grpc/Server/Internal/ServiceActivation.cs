using System.Linq.Expressions;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// How the instance of a call comes about, chosen when the service is mapped. Touching the request's services makes
/// a DI scope, so a singleton and a service that takes nothing from DI do without.
/// </summary>
internal sealed class ServiceActivation<TService>(IGrpcServiceActivator<TService> activator, Func<TService>? withoutScope, bool owned)
    where TService : class
{
    internal static ServiceActivation<TService> Choose(IServiceProvider services)
    {
        var activator = services.GetRequiredService<IGrpcServiceActivator<TService>>();
        if (activator is not DefaultServiceActivator<TService>)
            return new ServiceActivation<TService>(activator, null, owned: false);

        switch (services.GetRequiredService<ServerMarker>().LifetimeOf(typeof(TService)))
        {
            case ServiceLifetime.Singleton:
                return new ServiceActivation<TService>(activator, services.GetRequiredService<TService>, owned: false);
            case null when typeof(TService).GetConstructors() is [{ } only] && only.GetParameters().Length == 0:
                var create = Expression.Lambda<Func<TService>>(Expression.New(only)).Compile();
                return new ServiceActivation<TService>(activator, create, owned: true);
            default:
                return new ServiceActivation<TService>(activator, null, owned: false);
        }
    }

    /// <summary>Whether an instance has to be let go when its call has ended.</summary>
    internal bool Releases { get; } =
        withoutScope is null || (owned && (typeof(TService).IsAssignableTo(typeof(IDisposable)) || typeof(TService).IsAssignableTo(typeof(IAsyncDisposable))));

    internal GrpcActivatorHandle<TService> Create(ServerCallContext context) =>
        withoutScope is null
            ? activator.Create(context.GetHttpContext().RequestServices)
            : new GrpcActivatorHandle<TService>(withoutScope(), created: owned, state: null);

    internal ValueTask ReleaseAsync(in GrpcActivatorHandle<TService> service) => activator.ReleaseAsync(service);
}
