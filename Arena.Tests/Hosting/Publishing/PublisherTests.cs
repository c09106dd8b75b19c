using System.Text.Json.Nodes;
using Arena.Hosting;
using Arena.Hosting.ApplicationModel;

namespace Arena.Tests.Hosting.Publishing;

/// <summary>Small models, and what is written of them.</summary>
public sealed class PublisherTests
{
    [Fact]
    public async Task Manifest_names_values_instead_of_knowing_them()
    {
        var resources = (await ManifestAsync(test =>
        {
            var secret = test.Builder.AddParameter("api-key", secret: true);
            var color = test.Builder.AddParameter("color", "blue", publishValueAsDefault: true);
            var database = test.Builder.AddPostgres("pg").WithDataVolume("pgdata").AddDatabase("db");
            test.AddService("service").WithReference(database).WithEnvironment("KEY", secret).WithEnvironment("COLOR", color)
                .WithEnvironment("TEXT", $"{{{secret}}} at {database.Resource.Parent.Host}");
        }))["resources"]!;
        Assert.Equal("{api-key.value}", (string?)resources["service"]!["env"]!["KEY"]);
        Assert.Equal("{{api-key.value}} at {pg.bindings.tcp.host}", (string?)resources["service"]!["env"]!["TEXT"]);
        Assert.Equal("{db.connectionString}", (string?)resources["service"]!["env"]!["ConnectionStrings__db"]);
        Assert.Equal("{pg.connectionString};Database=db", (string?)resources["db"]!["connectionString"]);
        Assert.Equal("blue", (string?)resources["color"]!["inputs"]!["value"]!["default"]!["value"]);
        Assert.True((bool?)resources["api-key"]!["inputs"]!["value"]!["secret"]);
        Assert.Null(resources["api-key"]!["inputs"]!["value"]!["default"]);
        Assert.Equal(22, (int?)resources["pg-password"]!["inputs"]!["value"]!["default"]!["generate"]!["minLength"]);
        Assert.Equal("pgdata", (string?)resources["pg"]!["volumes"]![0]!["name"]);
        Assert.Equal("http://*:{service.bindings.grpc.targetPort}", (string?)resources["service"]!["env"]!["Kestrel__Endpoints__grpc__Url"]);
    }

    [Fact]
    public async Task Manifest_leaves_out_what_it_is_told_to_and_turns_a_given_server_into_a_parameter()
    {
        var resources = (await ManifestAsync(test =>
        {
            test.AddShell("tool", "true").ExcludeFromManifest();
            var redis = test.Builder.AddRedis("redis").PublishAsConnectionString();
            test.AddService("service").WithReference(redis);
        }))["resources"]!;
        Assert.Null(resources["tool"]);
        Assert.Equal("parameter.v0", (string?)resources["redis"]!["type"]);
        Assert.Equal("{redis.connectionString}", (string?)resources["service"]!["env"]!["ConnectionStrings__redis"]);
    }

    [Fact]
    public async Task Compose_escapes_what_means_something_to_it()
    {
        await using var test = Publishing("docker-compose");
        test.AddService("service").WithEnvironment("PRICE", "5$ or \"more\": #1");
        await test.StartAsync();
        Assert.Contains("PRICE: \"5$$ or \\\"more\\\": #1\"", Read(test, "docker-compose.yaml"));
    }

    [Fact]
    public async Task Compose_starts_each_service_after_those_it_waits_for()
    {
        await using var test = Publishing("docker-compose");
        var server = test.Builder.AddPostgres("pg");
        var first = test.AddService("first").WaitFor(server.AddDatabase("db"));
        test.AddService("second").WaitForCompletion(first).WaitForStart(server);
        await test.StartAsync();
        var text = Read(test, "docker-compose.yaml");
        Assert.Contains("    depends_on:\n      pg:\n        condition: service_healthy\n", text);
        Assert.Contains("    depends_on:\n      first:\n        condition: service_completed_successfully\n      pg:\n        condition: service_started\n", text);
    }

    [Fact]
    public async Task Helm_does_not_take_text_for_a_template()
    {
        await using var test = Publishing("kubernetes");
        var secret = test.Builder.AddParameter("my-key", secret: true);
        test.AddService("service").WithEnvironment("BRACES", "{{ .Values }} 100%").WithEnvironment("MIXED", $"100% \"{secret}\"");
        await test.StartAsync();
        var text = Read(test, "templates/service.yaml");
        Assert.Contains("BRACES: {{ \"{{ .Values }} 100%\" | quote }}", text);
        Assert.Contains("MIXED: {{ printf \"100%% \\\"%s\\\"\" (required \"secrets.myKey is missing\" .Values.secrets.myKey) | quote }}", text);
        Assert.Contains("myKey: \"\"", Read(test, "values.yaml"));
    }

    [Theory]
    [InlineData("docker-compose")]
    [InlineData("kubernetes")]
    public async Task Program_of_this_machine_cannot_be_published(string publisher)
    {
        await using var test = Publishing(publisher);
        test.AddShell("tool", "true");
        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(test.StartAsync);
        Assert.Contains("'tool' is a program of this machine", fault.Message);
    }

    [Fact]
    public async Task Unknown_publisher_is_told_which_there_are()
    {
        await using var test = Publishing("smoke-signals");
        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(test.StartAsync);
        Assert.Equal("There is no publisher 'smoke-signals'; there are: manifest, docker-compose, kubernetes.", fault.Message);
    }

    private static TestApplication Publishing(string publisher) => new("--publisher", publisher);

    private static string Read(TestApplication test, string file) => File.ReadAllText(Path.Combine(test.OutputPath, file));

    private static async Task<JsonNode> ManifestAsync(Action<TestApplication> describe)
    {
        await using var test = Publishing("manifest");
        describe(test);
        await test.StartAsync();
        return JsonNode.Parse(await File.ReadAllTextAsync(test.OutputPath))!;
    }
}
