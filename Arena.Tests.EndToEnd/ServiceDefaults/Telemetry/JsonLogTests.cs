using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Arena.Client;
using Arena.Contracts.V1;
using Arena.Hosting.Processes;
using Arena.Tests.EndToEnd.Systems;

namespace Arena.Tests.EndToEnd.ServiceDefaults.Telemetry;

public sealed class JsonLogTests
{
    [Fact]
    public async Task Line_is_an_object_that_names_the_trace_of_the_call_that_it_tells_of()
    {
        var port = FreePort.Find();
        using var service = Start(port);
        try
        {
            using var activity = new Activity("call").Start();
            using (var client = new ArenaClient(new Uri($"http://127.0.0.1:{port}")))
            {
                const string document = """{ "name": "x", "game": "tic_tac_toe", "agents": ["random", "greedy"] }""";
                await client.StartLeagueAsync(
                    new StartLeagueRequest { Id = "logged", Document = document }, RunningArena.Patience, RunningArena.Limit());
            }

            var told = await LineAsync(service, line => line.GetProperty("Message").GetString()!.Contains("started: 2 matches"));
            Assert.Contains(told.GetProperty("Scopes").EnumerateArray(), scope =>
                scope.TryGetProperty("TraceId", out var trace) && trace.GetString() == activity.TraceId.ToHexString());
        }
        finally
        {
            service.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(int port) => Process.Start(
        new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "..", "..", "Arena.ControlPlane", "release", "Arena.ControlPlane.dll")])
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
            Environment =
            {
                ["Kestrel__Endpoints__http__Url"] = "http://127.0.0.1:0",
                ["Kestrel__Endpoints__grpc__Url"] = $"http://127.0.0.1:{port}",
                ["Kestrel__Endpoints__grpc__Protocols"] = "Http2",
                ["Logging__Console__FormatterName"] = "json",
                ["Logging__Console__FormatterOptions__IncludeScopes"] = "true",
            },
        })!;

    private static async Task<JsonElement> LineAsync(Process service, Func<JsonElement, bool> isWanted)
    {
        while (await service.StandardOutput.ReadLineAsync(RunningArena.Limit()) is { } line)
        {
            using var parsed = JsonDocument.Parse(line);
            if (isWanted(parsed.RootElement))
                return parsed.RootElement.Clone();
        }

        throw new InvalidOperationException("The service ended before it said so.");
    }
}
