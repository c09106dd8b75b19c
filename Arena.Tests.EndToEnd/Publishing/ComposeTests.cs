using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Arena.Tests.EndToEnd.Publishing;

public sealed class ComposeTests
{
    [Theory]
    [InlineData("5$ or \"more\": #1", "5$$ or \"more\": #1")]
    [InlineData("yes", "yes")]
    [InlineData("1.0", "1.0")]
    [InlineData("22:22", "22:22")]
    [InlineData("two\nlines", "two\nlines")]
    [InlineData("", "")]
    public async Task Text_stays_text(string given, string written)
    {
        using var run = new PublishingRun("publish-compose");
        run.AddService("service").WithEnvironment("VALUE", given);
        await run.PublishAsync();
        var value = (YamlScalarNode)run.Service("service")["environment"]["VALUE"];
        Assert.Equal(written, value.Value);
        Assert.Equal(ScalarStyle.DoubleQuoted, value.Style);
    }

    [Fact]
    public async Task Services_start_after_those_they_wait_for()
    {
        using var run = new PublishingRun("publish-compose");
        var server = run.Builder.AddPostgres("pg");
        var first = run.AddService("first").WithHttpHealthCheck("/health").WaitFor(server.AddDatabase("db"));
        run.AddService("second").WaitFor(first).WaitForStart(server);
        run.AddService("third").WaitForCompletion(first);
        await run.PublishAsync();
        Assert.Equal("service_healthy", Condition(run, "first", "pg"));
        Assert.Equal("service_healthy", Condition(run, "second", "first"));
        Assert.Equal("service_started", Condition(run, "second", "pg"));
        Assert.Equal("service_completed_successfully", Condition(run, "third", "first"));
        Assert.Equal("db", (string?)run.Service("pg")["environment"]["POSTGRES_DB"]);
    }

    [Fact]
    public async Task Store_that_is_started_by_hand_is_described_but_nobody_waits_for_it_or_needs_its_password()
    {
        using var run = new PublishingRun("publish-compose");
        var redis = run.Builder.AddRedis("redis").WithExplicitStart();
        run.AddService("service").WithReference(redis).WaitFor(redis);
        await run.PublishAsync();
        Assert.Equal("redis", (string?)run.Service("redis")["profiles"][0]);
        Assert.Equal("redis:6379,password=${REDIS_PASSWORD}", (string?)run.Service("service")["environment"]["ConnectionStrings__redis"]);
        Assert.DoesNotContain("depends_on", run.Read("docker-compose.yaml"));
    }

    [Fact]
    public async Task Secrets_are_left_to_whoever_deploys()
    {
        using var run = new PublishingRun("publish-compose");
        var secret = run.Builder.AddParameter("api-key", "hunter2", secret: true);
        var color = run.Builder.AddParameter("color", "blue", publishValueAsDefault: true);
        run.AddService("service").WithEnvironment("KEY", secret).WithEnvironment("COLOR", color);
        await run.PublishAsync();
        Assert.Equal("${API_KEY:?set API_KEY in .env}", (string?)run.Service("service")["environment"]["KEY"]);
        Assert.Contains("\nAPI_KEY=\n", run.Read(".env"));
        Assert.Contains("\nCOLOR=blue\n", run.Read(".env"));
        Assert.DoesNotContain("hunter2", run.Read("docker-compose.yaml") + run.Read(".env"));
    }

    [Fact]
    public async Task Variables_that_were_filled_in_are_kept()
    {
        using var run = new PublishingRun("publish-compose");
        run.AddService("service");
        Directory.CreateDirectory(run.Output);
        await File.WriteAllTextAsync(Path.Combine(run.Output, ".env"), "API_KEY=filled");
        await run.PublishAsync();
        Assert.Equal("API_KEY=filled", run.Read(".env"));
        Assert.Equal([Path.Combine(run.Output, "docker-compose.yaml")], run.Written);
    }

    [Fact]
    public async Task Project_is_built_by_the_dockerfile_and_listens_without_a_certificate()
    {
        using var run = new PublishingRun("publish-compose");
        var server = run.AddService("server").WithHttpHealthCheck("/health").WithExternalHttpEndpoints();
        run.AddService("client").WithReference(server).WithReplicas(3);
        await run.PublishAsync();
        var service = run.Service("server");
        Assert.Equal("..", (string?)service["build"]["context"]);
        Assert.Equal("Test.server", (string?)service["build"]["args"]["PROJECT"]);
        Assert.Equal("http://*:5080", (string?)service["environment"]["Kestrel__Endpoints__http__Url"]);
        Assert.Contains("/dev/tcp/127.0.0.1/5080;", (string?)service["healthcheck"]["test"][3]);
        Assert.Equal(["${SERVER_GRPC_PORT:-5081}:5081", "${SERVER_HTTP_PORT:-5080}:5080"], service["ports"].Texts());
        Assert.Equal("http://server:5081", (string?)run.Service("client")["environment"]["services__server__grpc__0"]);
        Assert.Equal("3", (string?)run.Service("client")["deploy"]["replicas"]);
        Assert.DoesNotContain("https", run.Read("docker-compose.yaml"));
    }

    [Fact]
    public async Task Containers_may_do_no_more_than_they_need()
    {
        using var run = new PublishingRun("publish-compose");
        run.Builder.AddPostgres("pg").WithDataVolume("data");
        run.AddService("service");
        await run.PublishAsync();
        foreach (var (name, user) in new[] { ("pg", "999"), ("service", "1654") })
        {
            var service = run.Service(name);
            Assert.Equal(user, (string?)service["user"]);
            Assert.Equal("true", (string?)service["read_only"]);
            Assert.Equal("ALL", (string?)service["cap_drop"][0]);
            Assert.NotNull((string?)service["deploy"]["resources"]["limits"]["memory"]);
        }

        Assert.Equal(["data:/var/lib/postgresql"], run.Service("pg")["volumes"].Texts());
        Assert.Equal(["/tmp:uid=999", "/var/run/postgresql:uid=999"], run.Service("pg")["tmpfs"].Texts());
    }

    [Fact]
    public async Task Same_model_gives_the_same_bytes_from_any_checkout()
    {
        var texts = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var run = new PublishingRun("publish");
            var ledger = run.Builder.AddPostgres("pg").WithDataVolume("data").AddDatabase("db");
            run.AddService("service").WithReference(ledger).WithReplicas(2).WaitFor(ledger);
            await run.PublishAsync();
            Assert.Equal(7, run.Written.Count);
            texts.Add(string.Concat(run.Written.Order(StringComparer.Ordinal).Select(File.ReadAllText)));
        }

        Assert.Equal(texts[0], texts[1]);
        Assert.DoesNotContain('\r', texts[0]);
    }

    private static string? Condition(PublishingRun run, string service, string on) =>
        (string?)run.Service(service)["depends_on"][on]["condition"];
}
