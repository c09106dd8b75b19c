using System.Net;
using Arena.Tests.Dashboard.Resources;
using OpenTelemetry.Proto.Logs.V1;

namespace Arena.Tests.Dashboard.Pages;

public sealed class PageTests
{
    private const string Nasty = "<script>alert(1)</script>\u001b[2J\u202eevil\r\nfake line";

    [Fact]
    public async Task Whatever_is_sent_is_shown_as_text()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var log = Otlp.Log(Nasty, Otlp.Noon, trace: 1);
        log.Attributes.Add(Otlp.Attribute(Nasty, Nasty));
        dashboard.Store.Logs.Append(Otlp.Logs(Nasty, log));
        var span = Otlp.Span(1, 1, name: Nasty);
        span.Attributes.Add(Otlp.Attribute(Nasty, Nasty));
        span.Status = new() { Message = Nasty };
        dashboard.Store.Traces.Append(Otlp.Spans(Nasty, span));
        dashboard.Store.Metrics.Append(Otlp.Metrics(Nasty, Otlp.Counter(Nasty, Otlp.Point(1, Otlp.Noon, Otlp.Attribute(Nasty, Nasty)))));
        using var browser = await Browser.LogInAsync(dashboard);
        foreach (var path in new[]
        {
            "/", "/logs", "/logs?log=0", $"/logs?search={Uri.EscapeDataString("<script>")}", "/traces", "/traces/00000000000000000000000000000001?span=0000000000000001",
            "/metrics", $"/metrics?meter=tests&name={Uri.EscapeDataString(Nasty)}&by={Uri.EscapeDataString(Nasty)}", $"/logs?resource={Uri.EscapeDataString("<b>nobody")}",
        })
        {
            var page = await browser.PageAsync(path);
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>nobody", page, StringComparison.Ordinal);
            Assert.DoesNotContain("\u001b", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_log_leads_to_its_trace_and_the_trace_to_its_logs()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        dashboard.Store.Logs.Append(Otlp.Logs("node", Otlp.Log("played", Otlp.Noon, trace: 7)));
        dashboard.Store.Traces.Append(Otlp.Spans("node", Otlp.Span(7, 1, name: "match.play")));
        using var browser = await Browser.LogInAsync(dashboard);
        Assert.Contains("/traces/00000000000000000000000000000007", await browser.PageAsync("/logs"), StringComparison.Ordinal);
        var trace = await browser.PageAsync("/traces/00000000000000000000000000000007");
        Assert.Contains("match.play", trace, StringComparison.Ordinal);
        Assert.Contains("/logs?traceId=00000000000000000000000000000007", trace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_in_the_address_are_applied_and_what_makes_no_sense_is_said()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        dashboard.Store.Logs.Append(Otlp.Logs("node", Otlp.Log("all is well", Otlp.Noon), Otlp.Log("all is lost", Otlp.Noon, SeverityNumber.Error)));
        using var browser = await Browser.LogInAsync(dashboard);
        var page = await browser.PageAsync("/logs?severity=error");
        Assert.Contains("all is lost", page, StringComparison.Ordinal);
        Assert.DoesNotContain("all is well", page, StringComparison.Ordinal);
        Assert.Contains("wanted a duration", await browser.PageAsync("/logs?last=ages"), StringComparison.Ordinal);
        Assert.Contains("There is no such trace", await browser.PageAsync("/traces/nonsense"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resources_are_shown_with_their_commands_and_grouped()
    {
        await using var host = await new FakeResourceService { Resources = { FakeResourceService.Running("node-1", "redis"), FakeResourceService.Running("node-2", "redis"), FakeResourceService.Running("redis") } }.StartAsync();
        await using var dashboard = await ResourceWatcherTests.StartAsync(host);
        await ResourceWatcherTests.UntilAsync(dashboard, r => r.All.Count == 3);
        using var browser = await Browser.LogInAsync(dashboard);
        var page = await browser.PageAsync("/?group=replicas&details=node-1");
        Assert.Contains("3 of 3 up", page, StringComparison.Ordinal);
        Assert.Contains("node <span class=\"dim\">2</span>", page, StringComparison.Ordinal);
        Assert.Contains("/resources/node-2/restart", page, StringComparison.Ordinal);
        Assert.Contains("<svg", await browser.PageAsync("/?view=graph"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("logs")]
    [InlineData("traces")]
    [InlineData("metrics")]
    public async Task A_signal_is_cleared_by_its_page_and_by_nothing_else(string signal)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        dashboard.Store.Logs.Append(Otlp.Logs("node", Otlp.Log("once upon a time", Otlp.Noon)));
        dashboard.Store.Traces.Append(Otlp.Spans("node", Otlp.Span(7, 1, name: "once upon a time")));
        dashboard.Store.Metrics.Append(Otlp.Metrics("node", Otlp.Counter("once upon a time", Otlp.Point(1, Otlp.Noon))));
        using var browser = await Browser.LogInAsync(dashboard);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync($"/telemetry/{signal}/clear")).StatusCode);
        var page = await browser.PageAsync($"/{signal}");
        Assert.Contains("once upon a time", page, StringComparison.Ordinal);

        var token = page.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        await browser.PostAsync($"/telemetry/{signal}/clear", ("__RequestVerificationToken", token));
        foreach (var other in new[] { "logs", "traces", "metrics" })
            Assert.Equal(other != signal, (await browser.PageAsync($"/{other}")).Contains("once upon a time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_console_is_followed_and_downloaded()
    {
        await using var host = await new FakeResourceService { Resources = { FakeResourceService.Running("node-1") }, Console = { "one", "two <b>" } }.StartAsync();
        await using var dashboard = await ResourceWatcherTests.StartAsync(host);
        await ResourceWatcherTests.UntilAsync(dashboard, r => r.All.Count == 1);
        using var response = await dashboard.QueryAsync("/api/console/node-1", completion: HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("""{"n":1,"e":false,"t":"one"}""", await lines.ReadLineAsync());
        var download = await dashboard.QueryAsync("/api/console/node-1/download");
        Assert.Equal("one\ntwo <b>\n", await download.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, download.StatusCode);
    }

    [Fact]
    public async Task A_page_is_told_that_there_is_something_new()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var response = await dashboard.QueryAsync("/api/changes?of=logs", completion: HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        dashboard.Store.Logs.Append(Otlp.Logs("node", Otlp.Log("a", 1)));
        Assert.Equal("data: new", await lines.ReadLineAsync());
    }
}
