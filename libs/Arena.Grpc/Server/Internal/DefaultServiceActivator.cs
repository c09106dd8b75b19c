using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Takes a service from DI where it is registered, and else makes one for the call.</summary>
internal sealed class DefaultServiceActivator<TService> : IGrpcServiceActivator<TService>
    where TService : class
{
    private static readonly Lazy<ObjectFactory<TService>> Factory =
        new(static () => ActivatorUtilities.CreateFactory<TService>([]));

    public GrpcActivatorHandle<TService> Create(IServiceProvider serviceProvider)
    {
        var registered = serviceProvider.GetService<TService>();
        return registered is not null
            ? new GrpcActivatorHandle<TService>(registered, created: false, state: null)
            : new GrpcActivatorHandle<TService>(Factory.Value(serviceProvider, []), created: true, state: null);
    }

    public ValueTask ReleaseAsync(GrpcActivatorHandle<TService> service)
    {
        if (!service.Created)
            return default;
        if (service.Instance is IAsyncDisposable asyncDisposable)
            return asyncDisposable.DisposeAsync();
        (service.Instance as IDisposable)?.Dispose();
        return default;
    }
}
