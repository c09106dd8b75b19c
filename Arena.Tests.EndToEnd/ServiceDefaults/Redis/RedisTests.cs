using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Arena.Tests.EndToEnd.ServiceDefaults.Redis;

public sealed class RedisTests : IDisposable
{
    // Accepts nobody: whoever connects is pending.
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);

    public RedisTests() => _server.Start();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Nobody_connects_before_something_needs_it()
    {
        await using var service =
            await TestService.StartAsync(settings: ("ConnectionStrings:redis", $"{_server.LocalEndpoint},password=x"));
        var health = await service.Http.GetStringAsync("/health");
        Assert.Contains("not connected; nothing needs it yet", health, StringComparison.Ordinal);
        Assert.False(_server.Pending());
    }

    [Fact]
    public async Task Server_that_is_needed_and_does_not_answer_degrades_the_service_within_a_moment()
    {
        await using var service = await TestService.StartAsync(
            settings: [("ConnectionStrings:redis", $"{_server.LocalEndpoint},connectTimeout=200"),
            ("Guard:redis:Timeout", "00:00:00.200")]);
        service.Services.GetRequiredService<IConnectionMultiplexer>();
        Assert.True(_server.Pending());
        var response = await service.Http.GetAsync(new Uri("/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var health = await response.Content.ReadAsStringAsync();
        Assert.Contains("\"status\": \"Degraded\"", health, StringComparison.Ordinal);
        Assert.Contains("does not answer", health, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_without_the_connection_string_does_not_speak_of_it()
    {
        await using var service = await TestService.StartAsync();
        Assert.DoesNotContain("redis", await service.Http.GetStringAsync("/health"), StringComparison.Ordinal);
        Assert.Null(service.Services.GetService<IConnectionMultiplexer>());
    }
}
