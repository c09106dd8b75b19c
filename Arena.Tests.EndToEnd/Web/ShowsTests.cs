using System.Text.RegularExpressions;
using Arena.Contracts.V1;
using Arena.Tests.EndToEnd.Access;
using Arena.Tests.EndToEnd.Grpc;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Arena.Tests.EndToEnd.Web;

/// <summary>What somebody does with Arena who has nothing but a browser.</summary>
public sealed class ShowsTests
{
    private const string League = """
        { "name": "shown", "game": "ches", "repetitions": 500, "concurrency": 1,
          "agents": ["random", { "name": "one", "strategy": "alpha-beta", "parameters": { "nodes": 300 } }] }
        """;

    [Fact]
    public async Task League_is_written_watched_and_paused_and_its_match_replayed_and_turned_for_somebody_else()
    {
        await using var controlPlane = await ServiceHost.ControlPlaneAsync(settings: ServiceHost.WithPages);
        await using var node = await ServiceHost.NodeAsync(controlPlane.Address);
        await using var chromium = await Chromium.StartAsync();
        var faults = new List<string>();
        var page = await chromium.OpenAsync(controlPlane.HttpAddress, 1440, ColorScheme.Light, faults);
        const string league = "shown-here";

        await WriteAsync(page, league);
        await WatchAsync(page);
        await ReplayAsync(page, $"/leagues/{league}/matches/0");
        await SameForAnotherAsync(chromium, page);

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Try_shows_its_table_on_a_phone_and_starts_nothing()
    {
        await using var controlPlane = await ServiceHost.ControlPlaneAsync(settings: ServiceHost.WithPages);
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(controlPlane.HttpAddress, 390, ColorScheme.Dark);
        await page.GotoAsync("/leagues/new?sample=tic-tac-toe");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try without saving" }).ClickAsync();

        await Assertions.Expect(page.Locator("[data-trial] tbody tr").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("League document")).ToHaveValueAsync(new Regex("tic_tac_toe"));
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        Assert.DoesNotContain((await page.RunAxe()).Violations, violation => violation.Impact is "serious" or "critical");
    }

    [Fact]
    public async Task Key_of_another_tenant_sees_nothing_of_it()
    {
        await using var arena = await GuardedArena.StartAsync(ServiceHost.WithPages);
        var document = League.Replace("ches\"", "chess\"", StringComparison.Ordinal);
        await arena.Admin.Leagues.StartAsync(new StartLeagueRequest { Document = document, Id = "secret" });
        var stranger = await arena.KeyAsync("operator", await arena.TenantAsync("others"));
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(arena.Host.HttpAddress, 1440, ColorScheme.Light);

        await SignInAsync(page, GuardedArena.AdminKey);
        await Assertions.Expect(page.Locator("a[href='/leagues/secret']")).ToBeVisibleAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await SignInAsync(page, stranger);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Leagues" })).ToBeVisibleAsync();
        Assert.DoesNotContain("secret", await page.Locator("main").InnerHTMLAsync(), StringComparison.Ordinal);
        foreach (var address in new[] { "/leagues/secret", "/leagues/secret/matches/0", "/leagues/secret/agents/one" })
        {
            Assert.Equal(404, (await page.GotoAsync(address))!.Status);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Not found" })).ToBeVisibleAsync();
        }
    }

    // A fault is told while one types, leads to its place, and is over once it is mended there.
    private static async Task WriteAsync(IPage page, string league)
    {
        await page.GotoAsync("/leagues");
        await page.GetByRole(AriaRole.Link, new() { Name = "New league" }).ClickAsync();
        await page.GetByLabel("League document").FillAsync(League);
        await Assertions.Expect(page.Locator("#verdict")).ToHaveTextAsync("One fault.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Line 1" }).ClickAsync();
        Assert.Equal("\"game\": \"ches\"", await page.EvaluateAsync<string>("getSelection().toString()"));
        await page.Keyboard.InsertTextAsync("\"game\": \"chess\"");
        await Assertions.Expect(page.Locator("#verdict")).ToHaveTextAsync("A valid league document.");
        await Assertions.Expect(page.Locator("#report")).ToContainTextAsync("1000");
        await page.GetByLabel("Id").FillAsync(league);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the league" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"/leagues/{league}$"));
    }

    private static async Task WatchAsync(IPage page)
    {
        var played = await page.EvaluateAsync<double>("document.querySelector('progress').value");
        await page.WaitForFunctionAsync("played => Number(document.querySelector('progress').value) > played", played);
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeVisibleAsync();
    }

    private static async Task ReplayAsync(IPage page, string match)
    {
        await page.GotoAsync($"{match}?ply=0");
        foreach (var (key, address) in new[]
            { ("ArrowRight", "ply=1"), ("ArrowRight", "ply=2"), ("f", "ply=2&turned=1"), ("ArrowRight", "ply=3&turned=1") })
        {
            await page.Keyboard.PressAsync(key);
            await Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(address) + "$"));
        }

        await Assertions.Expect(page.Locator(".board .coordinates text").First).ToHaveTextAsync("1");
    }

    private static async Task SameForAnotherAsync(Chromium chromium, IPage page)
    {
        var other = await chromium.OpenAsync(new Uri(page.Url), 390, ColorScheme.Dark);
        await other.GotoAsync(page.Url);
        const string board = "document.querySelector('svg.board').outerHTML";
        Assert.Equal(await page.EvaluateAsync<string>(board), await other.EvaluateAsync<string>(board));
    }

    private static async Task SignInAsync(IPage page, string key)
    {
        await page.GotoAsync("/sign-in?return=%2Fleagues");
        await page.Locator("#key").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/leagues$"));
    }
}
