using System.Net;
using Arena.ControlPlane.Web.Flags;
using Arena.ServiceDefaults.Flags;
using Arena.Tests.ControlPlane.Api;

namespace Arena.Tests.ControlPlane.Web.Flags;

public sealed class FlagPagesTests
{
    private static readonly FlagRules _rules = new(FlagState.On, "what it is") { Environments = ["production"] };

    [Fact]
    public void What_the_form_does_not_have_stays_as_it_is()
    {
        var form = new FlagForm
        {
            State = "conditional", Percent = "12.5", Include = "agent/pia\r\n\r\n node/n-1 ", Variants = "blue 50\nred 50 %",
        };

        var rules = form.Over(_rules, out var fault)!;

        Assert.Equal("", fault);
        Assert.Equal((FlagState.Conditional, 12.5, "what it is"), (rules.State, rules.Percent, rules.Description));
        Assert.Equal(["agent/pia", "node/n-1"], rules.Include!);
        Assert.Equal([new FlagVariant("blue", 50), new FlagVariant("red", 50)], rules.Variants!);
        Assert.Equal(["production"], rules.Environments!);
        Assert.Equal("blue 50\nred 50", FlagForm.TextOf(rules.Variants));
    }

    [Theory]
    [InlineData("maybe", "", "", "state: found 'maybe'")]
    [InlineData("7", "", "", "state: found '7'")]
    [InlineData("on", "many", "", "percent: found 'many'")]
    [InlineData("on", "1e9", "", "percent: found '1e9'")]
    [InlineData("on", "", "blue", "variants: found 'blue'")]
    [InlineData("on", "", "blue much", "variants: found 'blue much'")]
    public void What_cannot_be_read_is_told(string state, string percent, string variants, string told)
    {
        Assert.Null(new FlagForm { State = state, Percent = percent, Variants = variants }.Over(_rules, out var fault));
        Assert.StartsWith(told, fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browsers_get_the_page_and_programs_the_data_of_one_address()
    {
        await using var host = await ApiHost.StartAsync();

        using var page = await host.GetAsync("/flags", ("Accept", "text/html,*/*"));
        using var data = await host.GetAsync("/flags", ("Accept", "*/*"));

        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Equal("application/json", data.Content.Headers.ContentType?.MediaType);
        Assert.All([page, data], answer => Assert.Contains("Accept", answer.Headers.Vary));
        Assert.Contains("distributed-arena", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flag_is_made_and_set_by_forms_and_a_page_that_is_behind_changes_nothing()
    {
        await using var host = await ApiHost.StartAsync();
        Assert.Equal("/flags/mine", await SendAsync(host, "/flags", ("name", "mine")));
        Assert.Equal("/flags/mine", await SendAsync(host, "/flags/mine", ("version", "1"), ("state", "On"), ("why", "to see")));

        var page = await PageAsync(host, await SendAsync(host, "/flags/mine", ("version", "1"), ("state", "Off")));
        Assert.Contains("It was changed since you saw it.", page, StringComparison.Ordinal);
        Assert.Contains("to see", page, StringComparison.Ordinal);
        Assert.Equal("on", (await host.ReadAsync("/v1/flags/mine")).GetProperty("rules").GetProperty("state").GetString());

        page = await PageAsync(host, await SendAsync(host, "/flags/mine", ("version", "2"), ("state", "On"), ("percent", "<b>")));
        Assert.Contains("percent: found &#x27;&lt;b&gt;&#x27;", page, StringComparison.Ordinal);
        page = await PageAsync(host, await SendAsync(host, "/flags/live-reward-dial", ("version", "0"), ("state", "On")));
        Assert.Contains("cannot be switched on", page, StringComparison.Ordinal);
        page = await PageAsync(host, await SendAsync(host, "/flags", ("name", "No Name")));
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_write_into_an_address_is_not_said()
    {
        await using var host = await ApiHost.StartAsync();
        Assert.DoesNotContain("send+your+key", await PageAsync(host, "/flags?note=send+your+key"), StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"alert\"", await PageAsync(host, "/flags?note=send+your+key"), StringComparison.Ordinal);
    }

    private static async Task<string> SendAsync(ApiHost host, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await host.SendAsync(HttpMethod.Post, path, form);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        return response.Headers.Location!.ToString();
    }

    private static async Task<string> PageAsync(ApiHost host, string path)
    {
        using var response = await host.GetAsync(path, ("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}
