using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using YamlDotNet.RepresentationModel;

namespace Arena.Tests.EndToEnd.Publishing;

public sealed class HelmTests
{
    [Fact]
    public async Task Text_is_not_taken_for_a_template_nor_for_a_variable()
    {
        using var run = new PublishingRun("publish-helm");
        run.AddService("service").WithEnvironment("BRACES", "{{ .Values }} $(HOME)");
        await run.PublishAsync();
        Assert.Equal("{{`{{`}} .Values }} $$(HOME)", (string?)Variable(run, "service", "BRACES")["value"]);
    }

    [Fact]
    public async Task Secrets_are_referred_to_and_values_made_of_them_where_they_run()
    {
        using var run = new PublishingRun("publish-helm");
        var database = run.Builder.AddPostgres("my-pg").AddDatabase("db");
        run.AddService("service").WithReference(database);
        await run.PublishAsync();

        Assert.Equal("my-pg-password", (string?)Variable(run, "my-pg", "POSTGRES_PASSWORD")["valueFrom"]["secretKeyRef"]["key"]);
        Assert.Equal(
            "Host=my-pg;Port=5432;Username=postgres;Password=$(PARAMETER_MY_PG_PASSWORD);Database=db",
            (string?)Variable(run, "service", "ConnectionStrings__db")["value"]);
        Assert.Equal(
            "postgresql://postgres:$(PARAMETER_MY_PG_PASSWORD_URI)@my-pg:5432/db", (string?)Variable(run, "service", "DB_URI")["value"]);

        // Kubernetes knows only what comes before.
        var names = Variables(run, "service").Select(v => (string?)v["name"]).ToList();
        Assert.True(names.IndexOf("PARAMETER_MY_PG_PASSWORD") is var first and >= 0 && first < names.IndexOf("ConnectionStrings__db"));

        Assert.Equal("", (string?)run.Parse("chart/values.yaml")[0]["secrets"]["myPgPassword"]);
        Assert.Equal(
            "{{ required `set secrets.myPgPassword` .Values.secrets.myPgPassword | b64enc }}",
            (string?)run.Parse("chart/templates/parameters.yaml")[0]["data"]["my-pg-password"]);
    }

    [Fact]
    public async Task Store_that_is_started_by_hand_has_no_replica_and_needs_no_password()
    {
        using var run = new PublishingRun("publish-helm");
        run.AddService("service").WithReference(run.Builder.AddRedis("redis").WithExplicitStart());
        await run.PublishAsync();
        Assert.Equal("0", (string?)run.Parse("chart/values.yaml")[0]["replicas"]["redis"]);
        Assert.Contains("  replicas: {{ int .Values.replicas.redis }}\n", run.Read("chart/templates/redis.yaml"));
        Assert.DoesNotContain("required", run.Read("chart/templates/parameters.yaml"));
    }

    [Fact]
    public async Task Workload_has_probes_waits_limits_and_admits_only_those_that_refer_to_it()
    {
        using var run = new PublishingRun("publish-helm");
        var ledger = run.Builder.AddPostgres("pg").WithDataVolume("data").AddDatabase("db");
        var server = run.AddService("server").WithReference(ledger).WaitFor(ledger);
        server.WithHttpHealthCheck("/health").WithExternalHttpEndpoints();
        run.AddService("client").WithReference(server).WithReplicas(3).WaitFor(server);
        await run.PublishAsync();

        Assert.Equal(["Deployment", "Service", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy"], Kinds(run, "client"));
        Assert.Equal(["Deployment", "Service", "NetworkPolicy"], Kinds(run, "server"));
        Assert.Equal(["StatefulSet", "Service", "NetworkPolicy"], Kinds(run, "pg"));
        Assert.Equal("until nc -z pg 5432; do sleep 1; done", (string?)Pod(run, "server")["initContainers"][0]["command"][2]);
        Assert.Contains("http://server:5080/health", (string?)Pod(run, "client")["initContainers"][0]["command"][2]);
        Assert.Equal("5080", (string?)Container(run, "server")["readinessProbe"]["httpGet"]["port"]);
        Assert.Equal("pg_isready", (string?)Container(run, "pg")["readinessProbe"]["exec"]["command"][0]);
        foreach (var name in new[] { "server", "client", "pg" })
        {
            Assert.Equal("true", (string?)Pod(run, name)["securityContext"]["runAsNonRoot"]);
            Assert.Equal("true", (string?)Container(run, name)["securityContext"]["readOnlyRootFilesystem"]);
            Assert.True(Container(run, name)["resources"].Has("limits"));
        }

        var admitted = Assert.Single((YamlSequenceNode)run.Parse("chart/templates/pg.yaml")[^1]["spec"]["ingress"])["from"];
        Assert.Equal("server", (string?)Assert.Single((YamlSequenceNode)admitted)["podSelector"]["matchLabels"]["app.kubernetes.io/name"]);
    }

    private static YamlNode Pod(PublishingRun run, string name) => run.Parse($"chart/templates/{name}.yaml")[0]["spec"]["template"]["spec"];

    private static YamlNode Container(PublishingRun run, string name) => Pod(run, name)["containers"][0];

    private static YamlSequenceNode Variables(PublishingRun run, string name) => (YamlSequenceNode)Container(run, name)["env"];

    private static YamlNode Variable(PublishingRun run, string service, string name) =>
        Variables(run, service).Single(v => (string?)v["name"] == name);

    private static IEnumerable<string?> Kinds(PublishingRun run, string name) =>
        run.Parse($"chart/templates/{name}.yaml").Select(d => (string?)d["kind"]);
}
