namespace Grpc.AspNetCore.Server;

/// <summary>Makes the service instance of a call, and lets it go.</summary>
/// <typeparam name="TGrpcService">The service.</typeparam>
public interface IGrpcServiceActivator<TGrpcService>
    where TGrpcService : class
{
    /// <summary>Makes an instance.</summary>
    GrpcActivatorHandle<TGrpcService> Create(IServiceProvider serviceProvider);

    /// <summary>Lets an instance go when its call has ended.</summary>
    ValueTask ReleaseAsync(GrpcActivatorHandle<TGrpcService> service);
}
