using System.Collections.Concurrent;
using System.Text;
using Arena.Hosting;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.Hosting;

/// <summary>A distributed application in a directory of its own, which is gone when the test is over.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private readonly LineWriter _output = new();
    private readonly bool _ownsDirectory;
    private DistributedApplication? _application;

    public TestApplication(params string[] args)
        : this(NewDirectory(), ownsDirectory: true, args)
    {
    }

    private TestApplication(string directory, bool ownsDirectory, string[] args)
    {
        _ownsDirectory = ownsDirectory;
        Directory = directory;
        Builder = CreateBuilder(Directory, args);
        Builder.Services.AddSingleton(_ => new HostConsole(_output, isColored: false));
    }

    public string Directory { get; }

    /// <summary>Where a publisher writes.</summary>
    public string OutputPath => Path.Combine(Directory, "published");

    public IDistributedApplicationBuilder Builder { get; }

    public DistributedApplication Application => _application ??= Builder.Build();

    public ResourceNotificationService Notifications => Application.ResourceNotifications;

    public IReadOnlyCollection<string> Output => _output.Lines;

    public CancellationToken Limit { get; } = new CancellationTokenSource(_limit).Token;

    /// <summary>In a directory that outlives the application.</summary>
    public static TestApplication In(string directory, params string[] args) => new(directory, ownsDirectory: false, args);

    /// <summary>Other users may look into it, since the stores run as one when the tests run as root.</summary>
    public static string NewDirectory()
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("arena-test-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.OtherExecute | UnixFileMode.OtherRead);
        return directory;
    }

    public static IDistributedApplicationBuilder CreateBuilder(string directory, params string[] args) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--Arena:StateDirectory=" + Path.Combine(directory, ".arena"), "--output-path=" + Path.Combine(directory, "published"), .. args],
            ProjectDirectory = directory,
        });

    public IResourceBuilder<ProjectResource> AddService(string name) => AddService(Builder, Directory, name);

    /// <summary>A project with the endpoints http and grpc, which is this assembly run as a service.</summary>
    public static IResourceBuilder<ProjectResource> AddService(IDistributedApplicationBuilder builder, string directory, string name)
    {
        var project = System.IO.Directory.CreateDirectory(Path.Combine(directory, name)).FullName;
        File.WriteAllText(Path.Combine(project, "appsettings.json"), """
            {"Kestrel":{"Endpoints":{
              "http":{"Url":"http://127.0.0.1:0","Protocols":"Http1"},
              "grpc":{"Url":"http://127.0.0.1:0","Protocols":"Http2"}}}}
            """);
        return builder.AddProject(name, new ProjectPathMetadata(Path.Combine(project, name + ".csproj"), TestProgram.Assembly), _ => { })
            .WithArgs("serve")
            .WithHttpHealthCheck("/health");
    }

    /// <summary>A program that says something and ends.</summary>
    public IResourceBuilder<ExecutableResource> AddShell(string name, string script) => Builder.AddExecutable(name, "/bin/sh", ".", "-c", script);

    public Task StartAsync() => Application.StartAsync(Limit);

    public async Task StartAndWaitAsync()
    {
        await StartAsync();
        await Application.Services.GetRequiredService<Readiness>().Reached.WaitAsync(Limit);
    }

    /// <summary>What one replica would be told, without starting it.</summary>
    public async Task<Dictionary<string, string>> VariablesOfAsync(IResource resource, int replica = 0)
    {
        var services = Application.Services;
        foreach (var each in Builder.Resources)
            services.GetRequiredService<EndpointAllocator>().Allocate(each);
        var environment = new InstanceEnvironment(services.GetRequiredService<EngineContext>());
        return await environment.BuildVariablesAsync(ResourceInstance.Of(resource)[replica], Limit);
    }

    public int? ProcessIdOf(string instance) =>
        Notifications.TryGetCurrentState(instance, out var state) ? state.Snapshot[KnownProperties.ProcessId] as int? : null;

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
            await _application.DisposeAsync();
        if (_ownsDirectory)
            System.IO.Directory.Delete(Directory, recursive: true);
    }

    private sealed class LineWriter : TextWriter
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public override Encoding Encoding => Encoding.UTF8;

        public override Task WriteLineAsync(string? value)
        {
            Lines.Enqueue(value ?? "");
            return Task.CompletedTask;
        }
    }
}
