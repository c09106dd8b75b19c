using System.Globalization;
using Arena.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arena.Tests.Hosting;

/// <summary>
/// The test assembly, run as a program of its own: as a small service for a host to start (<c>serve</c>), and as a host that a test
/// can kill (<c>host DIRECTORY</c>).
/// </summary>
internal static class TestProgram
{
    public static string Assembly { get; } = typeof(TestProgram).Assembly.Location;

    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["serve", ..]:
                await ServeAsync();
                return 0;
            case ["host", var directory, .. var rest]:
                await HostAsync(directory, rest);
                return Environment.ExitCode;
            case ["stubborn", var directory, var script]:
                await RunScriptAsync(directory, script);
                return Environment.ExitCode;
            case ["faulty", var directory, var fault]:
                RunFaulty(directory, fault);
                return Environment.ExitCode;
            default:
                await Console.Error.WriteLineAsync("serve, or host DIRECTORY");
                return 2;
        }
    }

    private static async Task ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGet("/health", () => "ok");
        app.MapGet("/pid", () => Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        app.MapGet("/env", (string name) => Environment.GetEnvironmentVariable(name) ?? "");
        app.MapGet("/die", (HttpContext _) => Environment.FailFast("asked to"));
        app.MapGrpcService<ReplicaService>();
        await app.RunAsync();
    }

    private static async Task RunScriptAsync(string directory, string script)
    {
        var builder = TestApplication.CreateBuilder(directory);
        builder.AddExecutable("stubborn", "/bin/sh", directory, "-c", script);
        await builder.Build().RunAsync();
    }

    private static void RunFaulty(string directory, string fault)
    {
        var builder = TestApplication.CreateBuilder(directory, fault == "operation" ? ["--operation", "dance"] : []);
        var one = builder.AddExecutable(fault == "name" ? "not a name" : "one", "true", ".");
        var two = builder.AddExecutable(fault == "duplicate" ? "One" : "two", "true", ".");
        if (fault == "parameter")
            builder.AddParameter("token");
        if (fault == "cycle")
            one.WaitFor(two.WaitFor(one));
        builder.Build().Run();
    }

    private static async Task HostAsync(string directory, string[] args)
    {
        var builder = TestApplication.CreateBuilder(directory, args);
        var database = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("testdb");
        var redis = builder.AddRedis("redis");
        TestApplication.AddService(builder, directory, "service")
            .WithReference(database).WithReference(redis).WithReplicas(2).WaitFor(database);
        await builder.Build().RunAsync();
    }
}
