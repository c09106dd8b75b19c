using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory.Internal;

/// <summary>Keeps one channel per client name, over the handler that <c>IHttpClientFactory</c> makes for that name.</summary>
internal sealed class DefaultGrpcClientFactory(
    IServiceProvider services,
    IOptionsMonitor<GrpcClientFactoryOptions> options,
    IHttpMessageHandlerFactory handlers)
    : GrpcClientFactory, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Entry>> _entries = new(StringComparer.Ordinal);

    public override TClient CreateClient<TClient>(string name)
    {
        var entry = _entries.GetOrAdd(name, key => new Lazy<Entry>(() => Open<TClient>(key))).Value;
        return options.Get(name).Creator is { } create
            ? (TClient)create(entry.Invoker)
            : ActivatorUtilities.CreateInstance<TClient>(services, entry.Invoker);
    }

    public void Dispose()
    {
        foreach (var entry in _entries.Values)
            if (entry.IsValueCreated)
                entry.Value.Channel.Dispose();
    }

    private Entry Open<TClient>(string name)
    {
        var settings = options.Get(name);
        var address = settings.Address ?? throw new InvalidOperationException(
            $"Could not resolve the address for gRPC client '{name}' ({typeof(TClient)}). Set an address when registering the client: "
            + $"services.AddGrpcClient<{typeof(TClient).Name}>(o => o.Address = new Uri(...)).");
        var channelOptions = new GrpcChannelOptions
        {
            HttpHandler = handlers.CreateHandler(name),
            LoggerFactory = services.GetService<ILoggerFactory>(),
            ServiceProvider = services,
        };
        foreach (var change in settings.ChannelOptionsActions)
            change(channelOptions);
        var channel = GrpcChannel.ForAddress(address, channelOptions);
        Interceptor[] interceptors = [.. settings.InterceptorRegistrations.Select(r => r.Creator(services))];
        return new Entry(channel, interceptors.Length == 0 ? channel.CreateCallInvoker() : channel.Intercept(interceptors));
    }

    private sealed record Entry(GrpcChannel Channel, CallInvoker Invoker);
}
