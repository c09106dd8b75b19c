using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Arena.Tests.EndToEnd.Systems;

namespace Arena.Tests.EndToEnd.ServiceDefaults.Start;

/// <summary>Services that cannot start as configured: a sentence, exit code 78, no stack trace.</summary>
public sealed class StartFaultTests
{
    private const string ControlPlane = "Arena.ControlPlane";

    [Theory]
    [InlineData(ControlPlane, "ConnectionStrings__arenadb", "foo", "ConnectionStrings:arenadb is not a connection string of PostgreSQL")]
    [InlineData(ControlPlane, "Work__Lease", "soon", "'soon' at 'Work:Lease'")]
    [InlineData(ControlPlane, "Work__Lease", "00:00:01", "Work:Lease is 00:00:01; wanted at least twice")]
    [InlineData(ControlPlane, "Guard__ledger__MaxDelay", "1.00:00:00", "Guard:ledger:MaxDelay is 1.00:00:00; wanted")]
    [InlineData(ControlPlane, "Leagues__Default", "/no/such/league.json", "The league of Leagues:Default cannot be read")]
    [InlineData(ControlPlane, "Kestrel__Endpoints__http__Url", "http://0.0.0.0:0",
        "Kestrel:Endpoints:http:Url is 'http://0.0.0.0:0', where other machines reach this service, and nobody has to say who they are")]
    [InlineData(ControlPlane, "Access__Required", "soon", "'soon' at 'Access:Required'")]
    [InlineData("Arena.Federation", "Kestrel__Endpoints__grpc__Url", "http://*:0", "Kestrel:Endpoints:grpc:Url is 'http://*:0'")]
    [InlineData(ControlPlane, "Access__AdminKey", "short", "Access:AdminKey has 5 characters; wanted at least 32")]
    [InlineData("Arena.Node", "services__controlplane__http__0", "http://h:1",
        "No address is configured for endpoint 'grpc' of service 'controlplane'")]
    [InlineData("Arena.Node", "services__controlplane__grpc__0", "h:1", "services__controlplane__grpc is 'h:1'")]
    public Task Setting_that_cannot_be_is_told(string service, string setting, string value, string told) =>
        AssertToldAsync(service, told, (setting, value));

    [Fact]
    public async Task Port_that_is_taken_is_told()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await AssertToldAsync(
            ControlPlane, $"Another program listens at {other.LocalEndpoint}, where this service's endpoint 'http' is to be",
            ("Kestrel__Endpoints__http__Url", $"http://{other.LocalEndpoint}"));
    }

    private static async Task AssertToldAsync(string service, string told, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "..", "..", service, "release", $"{service}.dll")])
        {
            Environment =
            {
                ["Kestrel__Endpoints__http__Url"] = "http://127.0.0.1:0", ["Kestrel__Endpoints__grpc__Url"] = "http://127.0.0.1:0",
            },
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var (exitCode, output, errors) = await ProcessRun.ToEndAsync(start);
        Assert.Contains(told, output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
        Assert.Equal(78, exitCode);
    }
}
