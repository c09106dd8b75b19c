using Arena.AppHost;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using YamlDotNet.RepresentationModel;

namespace Arena.Tests.EndToEnd.Publishing;

/// <summary>A small checkout with an app host of its own, in this process, and what it publishes.</summary>
internal sealed class PublishingRun : IDisposable
{
    private readonly string _checkout = Directory.CreateTempSubdirectory("arena-publish-").FullName;
    private readonly PublishLog _log = new();

    /// <param name="step">The step of the pipeline that is run, or <c>manifest</c>.</param>
    public PublishingRun(string step)
    {
        Directory.CreateDirectory(Path.Combine(_checkout, "deploy"));
        Directory.CreateDirectory(Path.Combine(_checkout, "AppHost"));
        File.WriteAllText(Path.Combine(_checkout, "deploy", "Dockerfile"), "FROM scratch");
        Builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = step is "manifest"
                ? ["--publisher", "manifest", "--output-path", Path.Combine(Output, "manifest.json"), "--clear-cache", "true"]
                : ["--operation", "publish", "--step", step, "--output-path", Output, "--clear-cache", "true"],
            ProjectDirectory = Path.Combine(_checkout, "AppHost"),
            DisableDashboard = true,
        });
        Builder.Services.AddLogging(l => l.ClearProviders().AddProvider(_log).AddFilter<PublishLog>(null, LogLevel.Information));
        Builder.AddPublishers("test");
    }

    public IDistributedApplicationBuilder Builder { get; }

    public string Output => Path.Combine(_checkout, "out");

    /// <summary>What was said to have gone wrong.</summary>
    public string? Fault => _log.Fault;

    public IReadOnlyList<string> Written => _log.Written;

    /// <summary>A project that listens as Arena's services do.</summary>
    public IResourceBuilder<ProjectResource> AddService(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_checkout, $"Test.{name}")).FullName;
        File.WriteAllText(Path.Combine(folder, "appsettings.json"), """
            {
              "Kestrel": {
                "Endpoints": {
                  "http": { "Url": "http://127.0.0.1:5080", "Protocols": "Http1" },
                  "grpc": { "Url": "http://127.0.0.1:5081", "Protocols": "Http2" }
                }
              }
            }
            """);
        var project = Path.Combine(folder, $"Test.{name}.csproj");
        File.WriteAllText(project, "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />");
        return Builder.AddProject(name, project);
    }

    /// <summary>Runs the pipeline, here, to its end.</summary>
    public async Task<PublishingRun> PublishAsync()
    {
        await using var application = Builder.Build();
        var exitCode = Environment.ExitCode;
        await application.RunAsync();

        // A failed step sets it, which must not become that of the tests.
        Environment.ExitCode = exitCode;
        return this;
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(Output, file));

    /// <summary>Every document of a YAML file.</summary>
    public IReadOnlyList<YamlNode> Parse(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Read(file)));
        return [.. stream.Documents.Select(d => d.RootNode)];
    }

    /// <summary>One service of the compose file.</summary>
    public YamlNode Service(string name) => Parse("docker-compose.yaml")[0]["services"][name];

    public void Dispose() => Directory.Delete(_checkout, recursive: true);
}
