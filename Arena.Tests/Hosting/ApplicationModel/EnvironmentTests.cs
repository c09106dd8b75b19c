using Arena.Hosting;
using Arena.Hosting.ApplicationModel;

namespace Arena.Tests.Hosting.ApplicationModel;

public sealed class EnvironmentTests
{
    [Fact]
    public async Task Project_is_told_who_it_is_and_where_to_listen()
    {
        await using var test = new TestApplication();
        var node = test.AddService("node").WithReplicas(3);
        var second = await test.VariablesOfAsync(node.Resource, replica: 1);
        Assert.Equal("node", second["OTEL_SERVICE_NAME"]);
        Assert.EndsWith("service.instance.id=node-2", second["OTEL_RESOURCE_ATTRIBUTES"]);
        Assert.Equal("simple", second["LOGGING__CONSOLE__FORMATTERNAME"]);
        Assert.Equal("Development", second["ASPNETCORE_ENVIRONMENT"]);

        var third = await test.VariablesOfAsync(node.Resource, replica: 2);
        Assert.Matches(@"^http://127\.0\.0\.1:\d+$", second["Kestrel__Endpoints__http__Url"]);
        Assert.NotEqual(second["Kestrel__Endpoints__http__Url"], third["Kestrel__Endpoints__http__Url"]);
        Assert.NotEqual(second["Kestrel__Endpoints__http__Url"], second["Kestrel__Endpoints__grpc__Url"]);
        Assert.DoesNotContain("ASPNETCORE_URLS", second.Keys);
    }

    [Fact]
    public async Task Reference_to_a_service_gives_the_one_address_in_front_of_its_replicas()
    {
        await using var test = new TestApplication();
        var node = test.AddService("node").WithReplicas(2);
        var control = test.AddService("control-plane").WithReference(node);
        var variables = await test.VariablesOfAsync(control.Resource);
        var http = node.Resource.Annotations.OfType<EndpointAnnotation>().Single(e => e.Name == "http");
        Assert.Equal(http.AllocatedEndpoint!.UriString, variables["services__node__http__0"]);
        Assert.DoesNotContain(http.AllocatedEndpoint.UriString, http.ReplicaEndpoints.Select(e => e.UriString));
        Assert.DoesNotContain("services__node__http__1", variables.Keys);
        Assert.Contains("services__node__grpc__0", variables.Keys);
        Assert.Equal(http.AllocatedEndpoint.UriString, variables["NODE_HTTP"]);
    }

    [Fact]
    public async Task Reference_to_a_service_by_another_name_uses_that_name()
    {
        await using var test = new TestApplication();
        var node = test.AddService("node");
        var control = test.AddService("control").WithReference(node, "my-node");
        var variables = await test.VariablesOfAsync(control.Resource);
        Assert.Contains("services__my-node__http__0", variables.Keys);
        Assert.Contains("MY_NODE_GRPC", variables.Keys);
    }

    [Fact]
    public async Task Reference_to_a_database_injects_the_string_and_its_parts()
    {
        await using var test = new TestApplication("--Parameters:pw=s3cret");
        var server = test.Builder.AddPostgres("pg", password: test.Builder.AddParameter("pw", secret: true));
        var service = test.AddService("service").WithReference(server.AddDatabase("arena-db", "arena"));
        var variables = await test.VariablesOfAsync(service.Resource);
        var port = server.GetEndpoint("tcp").Port;
        Assert.Equal($"Host=127.0.0.1;Port={port};Username=postgres;Password=s3cret;Database=arena", variables["ConnectionStrings__arena-db"]);
        Assert.Equal("arena", variables["ARENA_DB_DATABASENAME"]);
        Assert.Equal($"postgresql://postgres:s3cret@127.0.0.1:{port}/arena", variables["ARENA_DB_URI"]);
    }

    [Fact]
    public async Task Reference_with_flags_injects_only_those()
    {
        await using var test = new TestApplication();
        var redis = test.Builder.AddRedis("redis");
        var service = test.AddService("service").WithReference(redis).WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString);
        var variables = await test.VariablesOfAsync(service.Resource);
        Assert.Contains("ConnectionStrings__redis", variables.Keys);
        Assert.DoesNotContain("REDIS_HOST", variables.Keys);
    }

    [Fact]
    public async Task Own_endpoint_is_the_replicas_own()
    {
        await using var test = new TestApplication();
        var node = test.AddService("node").WithReplicas(2);
        node.WithEnvironment("SELF", node.GetEndpoint("http"));
        var variables = await test.VariablesOfAsync(node.Resource, replica: 1);
        Assert.Equal(variables["Kestrel__Endpoints__http__Url"], variables["SELF"]);
    }

    [Fact]
    public async Task Exporter_is_set_only_when_there_is_somewhere_to_export_to()
    {
        await using var without = new TestApplication();
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", (await without.VariablesOfAsync(without.AddService("a").Resource)).Keys);

        await using var with = new TestApplication("--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://127.0.0.1:4317", "--AppHost:OtlpApiKey=k");
        var variables = await with.VariablesOfAsync(with.AddService("a").Resource);
        Assert.Equal("http://127.0.0.1:4317", variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("grpc", variables["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Equal("x-otlp-api-key=k", variables["OTEL_EXPORTER_OTLP_HEADERS"]);
    }

    [Fact]
    public async Task Launch_profile_gives_endpoints_and_variables()
    {
        await using var test = new TestApplication();
        var properties = Directory.CreateDirectory(Path.Combine(test.Directory, "Properties")).FullName;
        await File.WriteAllTextAsync(Path.Combine(properties, "launchSettings.json"), """
            { "profiles": { "http": { "commandName": "Project", // the only one
              "applicationUrl": "http://localhost:0;http://*:0", "environmentVariables": { "COLOR": "blue", "SIZE": "small" } } } }
            """);
        var project = test.Builder.AddProject("web", new ProjectPathMetadata(Path.Combine(test.Directory, "web.csproj")), _ => { }).WithEnvironment("SIZE", "large");
        var variables = await test.VariablesOfAsync(project.Resource);
        Assert.Equal("blue", variables["COLOR"]);
        Assert.Equal("large", variables["SIZE"]);
        Assert.Equal($"{project.GetEndpoint("http").Url};{project.GetEndpoint("http2").Url}", variables["ASPNETCORE_URLS"]);
    }
}
