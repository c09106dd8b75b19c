using System.Net;

namespace Arena.Tests.ControlPlane.Api;

public sealed class ConditionTests
{
    [Theory]
    [InlineData("/v1/leagues")]
    [InlineData("/v1/leagues/l")]
    [InlineData("/v1/leagues/l/crosstable")]
    [InlineData("/v1/leagues/l/matches")]
    [InlineData("/v1/leagues/l/matches/0/record")]
    [InlineData("/v1/checkpoints/latest/note?fresh=true")]
    [InlineData("/v1/agents")]
    public async Task Read_that_the_caller_has_is_not_sent_again_until_it_has_changed(string path)
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");
        await host.PlayAsync("l", 2);
        await host.GetAsync("/v1/checkpoints/latest?fresh=true");
        var tag = TagOf(await host.GetAsync(path));
        using var known = await host.GetAsync(path, ("If-None-Match", $"\"other\", {tag}"));
        Assert.Equal((HttpStatusCode.NotModified, tag), (known.StatusCode, TagOf(known)));
        Assert.Equal("", await known.Content.ReadAsStringAsync());
        using var head = await host.SendAsync(HttpMethod.Head, path, body: null, ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.NotModified, tag), (head.StatusCode, TagOf(head)));
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync(path, ("If-None-Match", "\"other\""))).StatusCode);

        await host.PlayAsync("l", 1);
        var isOfMatches = path is not ("/v1/agents" or "/v1/leagues/l/matches/0/record");
        var now = await host.GetAsync(path, ("If-None-Match", tag));
        Assert.Equal(isOfMatches ? HttpStatusCode.OK : HttpStatusCode.NotModified, now.StatusCode);
    }

    [Fact]
    public async Task Of_two_writers_with_one_tag_one_is_refused()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");
        var tag = TagOf(await host.GetAsync("/v1/leagues/l"));
        var answers = await Task.WhenAll(
            host.PostAsync("/v1/leagues/l/pause", headers: ("If-Match", tag)),
            host.PostAsync("/v1/leagues/l/stop", headers: ("If-Match", tag)));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], answers.Select(a => a.StatusCode).Order());
        var problem = await ApiHost.ProblemOf(answers.Single(a => !a.IsSuccessStatusCode), 412);
        Assert.Equal("League 'l' has version 2 by now, not 1.", problem.GetProperty("detail").GetString());
        Assert.Equal(TagOf(await host.GetAsync("/v1/leagues/l")), TagOf(answers.Single(a => a.IsSuccessStatusCode)));
    }

    [Fact]
    public async Task Match_that_ends_meanwhile_refuses_nobody()
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");
        var tag = TagOf(await host.GetAsync("/v1/leagues/l"));
        await host.PlayAsync("l", 1);
        Assert.NotEqual(tag, TagOf(await host.GetAsync("/v1/leagues/l")));
        Assert.Equal(HttpStatusCode.OK, (await host.PostAsync("/v1/leagues/l/pause", headers: ("If-Match", tag))).StatusCode);
    }

    [Theory]
    [InlineData("*", 200)]
    [InlineData("\"1.0\"", 200)]
    [InlineData("\"2.0\"", 412)]
    [InlineData("W/\"1.0\"", 412)]
    [InlineData("\"\"", 412)]
    [InlineData("\"99999999999999999999.0\"", 412)]
    [InlineData("1.0", 400)]
    [InlineData("\"1.0\", \"2.0\"", 400)]
    public async Task Condition_is_read_strictly(string condition, int status)
    {
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");
        using var answer = await host.PostAsync("/v1/leagues/l/pause", headers: ("If-Match", condition));
        Assert.Equal(status, (int)answer.StatusCode);
        var state = (await host.ReadAsync("/v1/leagues/l")).GetProperty("state").GetString();
        Assert.Equal(status == 200 ? "paused" : "running", state);
    }

    private static string TagOf(HttpResponseMessage response)
    {
        Assert.False(response.Headers.ETag!.IsWeak);
        return response.Headers.ETag.Tag;
    }
}
