using System.Net;

namespace Arena.Tests.ControlPlane.Api;

/// <summary>What a page of somebody else makes a browser send.</summary>
public sealed class ForeignPageTests
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "evil.example")]
    public async Task Change_is_refused(string header, string value)
    {
        await using var host = await ApiHost.StartAsync();
        using var answer = await host.SendAsync(HttpMethod.Post, "/v1/leagues/l/stop", headers: (header, value));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Origin", "http://localhost")]
    [InlineData("Host", "127.0.0.1:5080")]
    [InlineData("Host", "[::1]:5080")]
    public async Task Ones_own_is_not(string header, string value)
    {
        await using var host = await ApiHost.StartAsync();
        using var answer = await host.SendAsync(HttpMethod.Post, "/v1/leagues/l/stop", headers: (header, value));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode); // it went on, and there is no such league
    }

    [Fact]
    public async Task Name_that_somebody_lets_point_here_reads_nothing()
    {
        await using var host = await ApiHost.StartAsync();
        using var answer = await host.SendAsync(HttpMethod.Get, "/v1/leagues", headers: ("Host", "evil.example"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
