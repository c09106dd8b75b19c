using Arena.Dashboard.Access;
using Arena.Tests.Dashboard.Resources;
using OpenTelemetry.Proto.Logs.V1;

namespace Arena.Tests.Dashboard.Chromium;

public sealed class BrowserTests
{
    private static readonly string[] _pages =
        ["/", "/?view=graph", "/?details=node-1", "/console/node-1", "/logs", "/logs?log=0", "/traces", "/traces/00000000000000000000000000000007?span=0000000000000001", "/metrics?meter=tests&name=matches"];

    [ChromiumFact]
    public async Task Logs_in_filters_goes_from_a_log_to_its_trace_and_restarts_a_resource()
    {
        await using var host = await new FakeResourceService { Resources = { FakeResourceService.Running("node-1", "redis"), FakeResourceService.Running("redis") }, Console = { "started" } }.StartAsync();
        await using var dashboard = await FilledAsync(host);
        await using var page = await ChromiumPage.OpenAsync();
        await page.SizeAsync(1440, 900);
        await page.GoAsync(new Uri(dashboard.AddressOf(Listener.Frontend), $"/login?t={TestDashboard.Token}"));

        await page.UntilAsync("document.querySelector('#r-node-1') !== null");
        await page.ClickAsync("[aria-label='Restart node-1']");
        await page.UntilAsync("document.querySelector('.notice')?.textContent.includes('Restart: node-1')");
        Assert.Equal(["restart node-1"], host.Commands);

        await page.GoAsync(new Uri(dashboard.AddressOf(Listener.Frontend), "/console/node-1"));
        await page.UntilAsync("document.querySelector('#console')?.textContent.includes('started')");

        await page.GoAsync(new Uri(dashboard.AddressOf(Listener.Frontend), "/logs"));
        await page.EvaluateAsync("(() => { const s = document.querySelector('[name=severity]'); s.value = 'error'; s.dispatchEvent(new Event('change', { bubbles: true })); })()");
        await page.UntilAsync("location.search === '?severity=error' && document.querySelectorAll('tbody tr').length === 1");

        // What comes while one looks is there without asking, and is text.
        dashboard.Store.Logs.Append(Otlp.Logs("node", Otlp.Log("<img src=x onerror=alert(1)> fresh", Otlp.Noon + Otlp.Second, SeverityNumber.Error)));
        await page.UntilAsync("document.querySelectorAll('tbody tr').length === 2 && document.querySelector('tbody').textContent.includes('<img') && !document.querySelector('tbody img')");

        await page.ClickAsync("tbody a[href^='/traces/']");
        await page.UntilAsync("location.pathname.startsWith('/traces/') && document.querySelectorAll('.span-row').length === 2");
        await page.ClickAsync(".fold");
        await page.UntilAsync("document.querySelectorAll('.span-row:not([hidden])').length === 1");
    }

    [ChromiumFact]
    public async Task No_page_scrolls_sideways_and_all_are_drawn_in_both_colours()
    {
        await using var host = await new FakeResourceService { Resources = { FakeResourceService.Running("node-1", "redis"), FakeResourceService.Running("redis") } }.StartAsync();
        await using var dashboard = await FilledAsync(host);
        await using var page = await ChromiumPage.OpenAsync();
        await page.GoAsync(new Uri(dashboard.AddressOf(Listener.Frontend), $"/login?t={TestDashboard.Token}"));
        foreach (var (width, isDark) in new[] { (360, true), (1440, false) })
        {
            await page.SizeAsync(width, 800, isDark);
            foreach (var path in _pages)
            {
                await page.GoAsync(new Uri(dashboard.AddressOf(Listener.Frontend), path));
                await page.UntilAsync($"location.pathname + location.search === '{path}'");
                Assert.True((await page.EvaluateAsync("document.documentElement.scrollWidth <= innerWidth"))!.GetValue<bool>(), $"{path} scrolls sideways at {width} px");
                Assert.NotEmpty(await page.ScreenshotAsync());
            }
        }
    }

    [AxeFact]
    public async Task No_page_has_a_serious_fault_of_accessibility()
    {
        await using var host = await new FakeResourceService { Resources = { FakeResourceService.Running("node-1", "redis"), FakeResourceService.Running("redis") } }.StartAsync();
        await using var dashboard = await FilledAsync(host);
        await using var page = await ChromiumPage.OpenAsync();
        await page.SizeAsync(1440, 900);
        await page.GoAsync(new Uri(dashboard.AddressOf(Listener.Frontend), $"/login?t={TestDashboard.Token}"));
        var axe = await File.ReadAllTextAsync(AxeFactAttribute.Script!);
        foreach (var isDark in new[] { false, true })
        {
            await page.SizeAsync(1440, 900, isDark);
            foreach (var path in _pages)
            {
                await page.GoAsync(new Uri(dashboard.AddressOf(Listener.Frontend), path));
                await page.UntilAsync($"location.pathname + location.search === '{path}'");
                await page.EvaluateAsync(axe + ";undefined");
                var faults = await page.EvaluateAsync(
                    "axe.run().then(r => r.violations.filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => v.id + ': ' + v.nodes[0].html).join('\\n'))");
                Assert.True(faults!.GetValue<string>().Length == 0, $"{path}: {faults}");
            }
        }
    }

    private static async Task<TestDashboard> FilledAsync(FakeResourceService host)
    {
        var dashboard = await ResourceWatcherTests.StartAsync(host);
        await ResourceWatcherTests.UntilAsync(dashboard, r => r.All.Count == 2);
        dashboard.Store.Logs.Append(Otlp.Logs("node", Otlp.Log("all is well", Otlp.Noon), Otlp.Log("all is lost", Otlp.Noon, SeverityNumber.Error, trace: 7)));
        dashboard.Store.Traces.Append(Otlp.Spans("node", Otlp.Span(7, 1, name: "work.assign"), Otlp.Span(7, 2, parent: 1, name: "match.play")));
        var now = (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000_000;
        for (var i = 0ul; i < 20; i++)
            dashboard.Store.Metrics.Append(Otlp.Metrics("node", Otlp.Counter("matches", Otlp.Point(i * i, now - ((20 - i) * 10 * Otlp.Second)))));
        return dashboard;
    }
}
