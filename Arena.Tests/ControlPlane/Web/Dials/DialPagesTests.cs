using System.Net;
using Arena.Tests.ControlPlane.Api;

namespace Arena.Tests.ControlPlane.Web.Dials;

public sealed class DialPagesTests
{
    [Fact]
    public async Task Dial_is_set_and_rolled_back_by_forms_and_a_page_that_is_behind_changes_nothing()
    {
        await using var host = await ApiHost.StartAsync();
        Assert.Equal("/dials", await SendAsync(host, "/dials", ("name", "PFSP_power"), ("value", "2"), ("why", "to see"), ("epoch", "0")));
        var page = await PageAsync(host, "/dials");
        foreach (var told in new[] { "epoch 1", "PFSP_power 1 → 2", "to see", "Back to epoch 0" })
            Assert.Contains(told, page, StringComparison.Ordinal);

        page = await PageAsync(host, await SendAsync(host, "/dials", ("name", "PFSP_power"), ("value", "3"), ("epoch", "0")));
        Assert.Contains("They were changed since you saw them.", page, StringComparison.Ordinal);
        Assert.Equal("/dials", await SendAsync(host, "/dials/rollback", ("to", "0"), ("epoch", "1")));
        Assert.Equal(1, (await host.ReadAsync("/v1/dials/PFSP_power")).GetProperty("value").GetDouble());
    }

    [Theory]
    [InlineData("PFSP_power", "much", "value: found &#x27;much&#x27;; wanted a number")]
    [InlineData("PFSP_power", "9", "found 9; wanted a number from 0 to 4")]
    [InlineData("PFSP_power", "4", "in one epoch it may change by at most 1")]
    [InlineData("none", "1", "There is no dial &#x27;none&#x27;")]
    public async Task What_cannot_be_is_said_on_the_page(string name, string value, string told)
    {
        await using var host = await ApiHost.StartAsync();
        var page = await PageAsync(host, await SendAsync(host, "/dials", ("name", name), ("value", value), ("epoch", "0")));
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Contains(told, page, StringComparison.Ordinal);
        Assert.Empty(await host.Ledger.Dials.HistoryAsync(before: null, 9, default));
    }

    [Fact]
    public async Task Long_history_goes_on_on_the_next_page()
    {
        await using var host = await ApiHost.StartAsync();
        for (var i = 1; i <= 21; i++)
            await SendAsync(host, "/dials", ("name", "PFSP_power"), ("value", $"{1 + (i % 2)}"), ("epoch", $"{i - 1}"));
        var page = await PageAsync(host, "/dials");
        Assert.Contains("/dials?before=2\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("by default", page, StringComparison.Ordinal);
        page = await PageAsync(host, "/dials?before=2");
        Assert.Contains("what they are by default", page, StringComparison.Ordinal);
        Assert.Contains("epoch 21", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forms_are_for_operators_of_the_system()
    {
        await using var host = await ApiHost.StartGuardedAsync();
        foreach (var who in new[] { await host.JoinAsync("club", "admin"), await host.JoinAsync("default", "viewer") })
        {
            Assert.DoesNotContain("<form method=\"post\" action=\"/dials", await PageAsync(host, "/dials", who), StringComparison.Ordinal);
            using var form = new FormUrlEncodedContent([new("name", "PFSP_power"), new("value", "2"), new("epoch", "0")]);
            using var refused = await host.SendAsync(HttpMethod.Post, "/dials", form, who);
            Assert.Empty(await host.Ledger.Dials.HistoryAsync(before: null, 9, default));
        }

        Assert.Contains("<form method=\"post\" action=\"/dials", await PageAsync(host, "/dials", ApiHost.Admin), StringComparison.Ordinal);
    }

    private static async Task<string> SendAsync(ApiHost host, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await host.SendAsync(HttpMethod.Post, path, form);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        return response.Headers.Location!.ToString();
    }

    private static async Task<string> PageAsync(ApiHost host, string path, params (string, string)[] headers)
    {
        using var response = await host.GetAsync(path, [("Accept", "text/html"), .. headers]);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}
