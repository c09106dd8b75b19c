using System.Reflection;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;
using Arena.Hosting.Eventing;
using Arena.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Arena.Hosting;

public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly ResourceCollection _resources = [];

    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args })
    {
    }

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
        : this(options, settings => EntryPointRun.Current?.OnCreating(options, settings))
    {
    }

    internal DistributedApplicationBuilder(DistributedApplicationOptions options, Action<HostApplicationBuilderSettings> configure)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = new HostApplicationBuilderSettings { Args = options.Args };
        configure(settings);
        AppHostAssembly = AppHostLocation.FindAssembly(options);
        AppHostDirectory = AppHostLocation.FindDirectory(options, AppHostAssembly);
        settings.ContentRootPath ??= AppHostDirectory;
        settings.EnvironmentName ??= CommandLine.HasEnvironment(settings.Args ?? []) ? null : Environments.Development;
        settings.Args = CommandLine.Normalize(settings.Args ?? []);
        _host = new HostApplicationBuilder(settings);
        ExecutionContext = CommandLine.ReadContext(_host.Configuration);
        _host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);

        // That the start failed is thrown as well, and printed as one message; the log would add a stack trace.
        _host.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        _host.Services.AddEngine(this, _resources, options);
        EntryPointRun.Current?.Created(this);
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources => _resources;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        _resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    public DistributedApplication Build() => EntryPointRun.Current is { } run
        ? run.OnBuilding(this, () => new DistributedApplication(_host.Build()) { IsRunByTest = true })
        : new DistributedApplication(_host.Build());
}
