using Arena.Hosting.Processes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Hosting.Stores;

/// <summary>
/// Decides where a store comes from when the app host runs: the configured server, a container, a process of this machine, or nowhere.
/// In publish mode it stays the container that it is.
/// </summary>
internal sealed class LocalStore(IDistributedApplicationBuilder builder, ContainerResource container, StoreKind kind)
{
    private static readonly string _scripts = Path.Combine(AppContext.BaseDirectory, "stores");

    private StoreChoice _choice;
    private LocalProcess? _process;
    private (string Path, bool Lasts) _folder;
    private string? _program;
    private string? _connectionString;

    /// <summary>Says whether a process takes the container's place.</summary>
    public bool Attach()
    {
        if (!builder.ExecutionContext.IsRunMode)
            return false;
        builder.Services.TryAddSingleton(_ => new StoreFolders(builder.Configuration, builder.AppHostDirectory));
        _choice = StoreSetting.Read(builder.Configuration);
        if (_choice == StoreChoice.Process && kind.FindProgram(null) is not null)
            _process = Replace();
        builder.Eventing.Subscribe<BeforeStartEvent>((starting, _) =>
        {
            Settle(starting.Model, starting.Services);
            return Task.CompletedTask;
        });
        return _process is not null;
    }

    private LocalProcess Replace()
    {
        var process = new LocalProcess(container, _scripts);
        builder.Resources.Remove(container);
        var local = builder.AddResource(process);
        Strip(process);
        local.WithArgs(Path.Combine(_scripts, kind.Script)).WithEnvironment(Describe);

        var key = process.Name + "_answers";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, _ => kind.HealthCheck(_connectionString ?? throw new InvalidOperationException("It has no address yet.")), null, null));
        local.WithHealthCheck(key);
        local.OnConnectionStringAvailable(async (_, available, cancellationToken) =>
        {
            _connectionString = await process.ConnectionStringExpression.GetValueAsync(cancellationToken).ConfigureAwait(false);
            foreach (var (part, _) in kind.Parts())
            {
                var known = new ConnectionStringAvailableEvent(part, available.Services);
                await builder.Eventing.PublishAsync(known, cancellationToken).ConfigureAwait(false);
            }
        });
        local.OnResourceReady((_, ready, cancellationToken) => kind.Ready(_connectionString!, ready.Services, cancellationToken));
        return process;
    }

    // What only a container can be told, and health checks that listen to the container's own events.
    private static void Strip(LocalProcess process)
    {
        foreach (var annotation in process.Annotations.ToArray())
        {
            if (annotation is ContainerImageAnnotation or ContainerLifetimeAnnotation or ContainerRuntimeArgsCallbackAnnotation
                or EnvironmentCallbackAnnotation or CommandLineArgsCallbackAnnotation or HealthCheckAnnotation)
                process.Annotations.Remove(annotation);
            else if (annotation is EndpointAnnotation endpoint)
                Open(endpoint);
        }
    }

    // Without the orchestrator's proxy, which would be one more hop for every statement. The port is the same at every start.
    private static void Open(EndpointAnnotation endpoint)
    {
        endpoint.Port ??= FreePort.Find();
        endpoint.TargetPort = endpoint.Port;
        endpoint.IsProxied = false;
    }

    private void Describe(EnvironmentCallbackContext context)
    {
        var environment = context.EnvironmentVariables;
        environment["PORT"] = new EndpointReference(_process!, kind.Endpoint).Property(EndpointProperty.TargetPort);
        environment["DATA"] = _folder.Path;
        environment["KEEP"] = _folder.Lasts ? "yes" : "no";
        environment["BIN"] = _program!;
        environment["PASSWORD"] = kind.Password is { } password ? password : "";
        if (!kind.RunsAsUs && UnixAccount.ForStores is { } account)
            environment["ACCOUNT"] = account;
        foreach (var (name, value) in kind.Environment)
            environment[name] = value;
    }

    /// <summary>All is known now that was said of it: its volume, who waits for it, its parts, the configuration.</summary>
    private void Settle(DistributedApplicationModel model, IServiceProvider services)
    {
        var server = Configured(container);
        var parts = kind.Parts().Select(p => (p.Part, Elsewhere: Configured(p.Part) ?? (server is null ? null : p.On(server)))).ToArray();
        foreach (var (part, elsewhere) in parts.Where(p => p.Elsewhere is not null))
            DoWithout(part, elsewhere, "the configured server");
        if (server is not null)
            DoWithout(container, server, "the configured server");
        else if (parts.Length > 0 && parts.All(p => p.Elsewhere is not null))
            DoWithout(container, null, "not started, since all of it is configured to be elsewhere");
        else if (_process is not null)
            Prepare(model, services);
        else if (_choice != StoreChoice.Container)
        {
            var reason = _choice == StoreChoice.None
                ? $"switched off by {StoreSetting.Name}"
                : $"{kind.Product} is not installed, so all goes on without it (apt-get install {kind.Package})";
            DoWithout(container, null, reason);
            foreach (var (part, _) in parts.Where(p => p.Elsewhere is null))
                DoWithout(part, null, reason);
        }

        string? Configured(IResource store) =>
            builder.Configuration.GetConnectionString(store.Name) is { Length: > 0 } given ? given : null;

        void DoWithout(IResource store, string? connectionString, string reason)
        {
            if (store == container && _process is not null && model.Resources.Remove(_process))
                model.Resources.Add(container);
            new AbsentStore(store, connectionString, reason).Apply(model, services);
        }
    }

    private void Prepare(DistributedApplicationModel model, IServiceProvider services)
    {
        _folder = services.GetRequiredService<StoreFolders>().Open(_process!);
        _program = kind.FindProgram(_folder.Path);
        foreach (var other in model.Resources)
        {
            foreach (var wait in other.Annotations.OfType<WaitAnnotation>().Where(w => w.Resource == container).ToArray())
            {
                other.Annotations.Remove(wait);
                other.Annotations.Add(new WaitAnnotation(_process!, wait.WaitType, wait.ExitCode) { WaitBehavior = wait.WaitBehavior });
            }
        }
    }
}
