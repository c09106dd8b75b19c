using Arena.Hosting.Stores;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.EndToEnd.Hosting.Stores;

/// <summary>What becomes of a model before anything of it is started.</summary>
public sealed class LocalStoreTests : IDisposable
{
    private readonly string _checkout = Directory.CreateTempSubdirectory("arena-model-").FullName;

    [Fact]
    public async Task Without_stores_those_that_refer_to_one_are_told_nothing_and_do_not_wait()
    {
        var (model, caller) = await SettleAsync("--Arena:Stores=none");
        Assert.DoesNotContain(model.Resources, r => r is ExecutableResource { Command: "/bin/sh" });
        Assert.Empty(caller.Annotations.OfType<WaitAnnotation>());
        Assert.Empty(caller.Annotations.OfType<ContainerImageAnnotation>());
        Assert.DoesNotContain(await EnvironmentAsync(caller), e =>
            e.Key.StartsWith("ConnectionStrings__", StringComparison.Ordinal) || e.Key.StartsWith("THEDB_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Configured_server_is_used_instead()
    {
        var (model, caller) = await SettleAsync("--ConnectionStrings:thedb=Host=elsewhere;Database=x");
        Assert.DoesNotContain(model.Resources, r => r is ExecutableResource { Command: "/bin/sh" });
        Assert.Empty(caller.Annotations.OfType<WaitAnnotation>());
        Assert.Equal("Host=elsewhere;Database=x", (await EnvironmentAsync(caller))["ConnectionStrings__thedb"]);
    }

    [Fact]
    public async Task Configured_servers_databases_are_on_it()
    {
        var (_, caller) = await SettleAsync("--ConnectionStrings:postgres=Host=elsewhere;");
        Assert.Equal("Host=elsewhere;Database=thedb", (await EnvironmentAsync(caller))["ConnectionStrings__thedb"]);
    }

    [Fact]
    public void Unknown_choice_says_which_there_are() =>
        Assert.Equal(
            "Arena:Stores is 'cloud'; there are: auto, container, process, none.",
            Assert.Throws<StoreException>(() => Builder("--Arena:Stores=cloud").AddPostgres("postgres").RunAsLocalProcess()).Message);

    [Fact]
    public async Task Process_takes_the_containers_name_and_those_that_waited_wait_for_it()
    {
        Requires.Postgres();
        var (model, caller) = await SettleAsync("--Arena:Stores=process");
        var process = Assert.Single(model.Resources, r => r.Name == "postgres");
        Assert.IsType<ExecutableResource>(process, exactMatch: false);
        Assert.Contains(caller.Annotations.OfType<WaitAnnotation>(), w => w.Resource == process);
    }

    [Fact]
    public async Task In_publish_mode_it_stays_the_official_container()
    {
        var (model, _) = await SettleAsync("--publisher", "manifest", "--output-path", Path.Combine(_checkout, "manifest.json"));
        Assert.Contains(model.Resources.OfType<ContainerResource>(), r =>
            r.Name == "postgres" && r.Annotations.OfType<ContainerImageAnnotation>().Any());
    }

    public void Dispose() => Directory.Delete(_checkout, recursive: true);

    private static IDistributedApplicationBuilder Builder(params string[] arguments) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = arguments, DisableDashboard = true, AssemblyName = typeof(Projects.Arena_AppHost).Assembly.GetName().Name,
        });

    private async Task<(DistributedApplicationModel Model, IResource Caller)> SettleAsync(params string[] arguments)
    {
        var builder = Builder(["--Arena:Ephemeral=true", .. arguments]);
        var database = builder.AddPostgres("postgres").RunAsLocalProcess().AddDatabase("thedb");
        var caller = builder.AddExecutable("caller", "true", _checkout).WithReference(database).WaitFor(database);
        await using var application = builder.Build();
        var model = application.Services.GetRequiredService<DistributedApplicationModel>();
        await builder.Eventing.PublishAsync(new BeforeStartEvent(application.Services, model));
        return (model, caller.Resource);
    }

    // Values that are only known when something runs are left out: here there is to be none.
    private static async Task<Dictionary<string, object>> EnvironmentAsync(IResource resource)
    {
        var context = new EnvironmentCallbackContext(new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run));
        foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await callback.Callback(context);
        return context.EnvironmentVariables;
    }
}
