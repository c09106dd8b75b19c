using System.Text.RegularExpressions;
using Arena.Tests.EndToEnd.Systems;
using Arena.Tests.Shared;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Arena.Tests.EndToEnd.Web;

/// <summary>The pages as people see them, in a browser, of a running system.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class PagesTests(SharedArena shared)
{
    private const string League = """
        { "name": "colours", "game": "connect_four", "repetitions": 4, "seed": 5,
          "agents": ["random", "greedy", "alpha-beta", { "name": "a-name-that-is-as-long-as-names-may-be-and-stays-in-its-column",
            "strategy": "random" }] }
        """;

    private const string Knockout = """
        { "name": "cup", "game": "tic_tac_toe", "format": "knockout", "seed": 5,
          "agents": ["random", "greedy", "minimax", { "name": "another", "strategy": "random" },
            { "name": "a-name-that-is-as-long-as-names-may-be-and-stays-in-its-column", "strategy": "random" }] }
        """;

    private const string Tested = """
        { "name": "tested", "game": "tic_tac_toe", "repetitions": 500, "sprt": { "elo0": 0, "elo1": 100 }, "seed": 5,
          "agents": ["minimax", { "name": "a-name-that-is-as-long-as-names-may-be-and-stays-in-its-column", "strategy": "random" }] }
        """;

    private const string Slow = """
        { "name": "slow", "game": "othello", "repetitions": 1000, "concurrency": 1, "agents": [
          { "name": "one", "strategy": "alpha-beta", "parameters": { "nodes": 3000 } },
          { "name": "other", "strategy": "alpha-beta", "parameters": { "nodes": 3000 } }] }
        """;

    private static readonly (int Width, ColorScheme Scheme)[] _screens =
    [
        (390, ColorScheme.Light), (820, ColorScheme.Dark), (1440, ColorScheme.Light), (1440, ColorScheme.Dark),
    ];

    private readonly RunningArena _arena = shared.Arena;

    private Uri Site => _arena.Endpoint("controlplane", "http");

    [Fact]
    public async Task Every_page_fits_phones_and_desks_in_both_colours_and_shuts_nobody_out()
    {
        await using var chromium = await Chromium.StartAsync();
        var addresses = await AddressesAsync();
        var faults = new List<string>();
        foreach (var (width, scheme) in _screens)
        {
            var page = await chromium.OpenAsync(Site, width, scheme, faults);
            foreach (var (name, address) in addresses)
            {
                await page.GotoAsync(address);
                var where = $"{name} at {width} px, {scheme}";
                if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
                    faults.Add($"{where}: scrolls sideways");
                if (width == (scheme == ColorScheme.Light ? 390 : 1440))
                    faults.AddRange(await SeriousAsync(page, where));
            }

            await page.Context.CloseAsync();
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task League_goes_on_before_the_eyes_of_all_who_watch_and_waits_for_a_button()
    {
        await using var chromium = await Chromium.StartAsync();
        var league = await _arena.StartLeagueAsync(Slow);
        var one = await chromium.OpenAsync(Site, 1440, ColorScheme.Light);
        var other = await chromium.OpenAsync(Site, 390, ColorScheme.Light);
        await one.GotoAsync($"/leagues/{league}");
        await other.GotoAsync($"/leagues/{league}");
        await one.EvaluateAsync("window.same = true");
        var played = await PlayedAsync(one);

        await one.WaitForFunctionAsync("played => Number(document.querySelector('progress').value) > played", played);
        Assert.True(await one.EvaluateAsync<bool>("window.same"));

        await one.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(one.GetByRole(AriaRole.Button, new() { Name = "Resume" })).ToBeVisibleAsync();
        await Assertions.Expect(other.Locator(".badge").First).ToHaveTextAsync("paused");
        await one.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Assertions.Expect(other.Locator(".badge").First).ToHaveTextAsync("running");
        await one.GetByText("Stop …").ClickAsync();
        await one.GetByRole(AriaRole.Button, new() { Name = "End it for good" }).ClickAsync();
        await Assertions.Expect(other.Locator(".badge").First).ToHaveTextAsync("stopped");
    }

    [Fact]
    public async Task Keyboard_alone_reaches_the_content_and_every_view()
    {
        await using var chromium = await Chromium.StartAsync();
        var league = await _arena.StartLeagueAsync(League);
        await _arena.CompleteAsync(league);
        var page = await chromium.OpenAsync(Site, 1440, ColorScheme.Light);
        await page.GotoAsync($"/leagues/{league}");

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByText("Skip to the content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("view=crosstable"));
        await Assertions.Expect(page.Locator(".heat")).ToBeVisibleAsync();
    }

    /// <summary>What a page has beyond the framework's script. How long it takes to be seen is printed; nothing goes by it.</summary>
    [Fact]
    public async Task Page_weighs_less_than_300_kB_beyond_the_framework()
    {
        await using var chromium = await Chromium.StartAsync();
        foreach (var (name, address) in await AddressesAsync())
        {
            var page = await chromium.OpenAsync(Site, 1440, ColorScheme.Light); // with an empty cache
            await page.GotoAsync(address);
            var weight = await page.EvaluateAsync<int>("""
                [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
                  .filter(entry => !entry.name.includes("/_framework/")).reduce((sum, entry) => sum + entry.decodedBodySize, 0)
                """);
            var seen = await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1");
            TestContext.Current.TestOutputHelper!.WriteLine($"{name}: {weight / 1000.0:0} kB, seen after {seen:0} ms");
            Assert.True(weight is > 1_000 and < 300_000, $"{name} weighs {weight} bytes");
            await page.Context.CloseAsync();
        }
    }

    /// <summary>The pictures that README and docs show, of a system on which a league is being played.</summary>
    [Fact]
    public async Task Pictures_of_the_docs_are_taken_anew()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("ARENA_REFRESH") == "1", "ARENA_REFRESH=1 takes the pictures of docs/images");
        await using var chromium = await Chromium.StartAsync();
        var axelrod = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "leagues", "axelrod.json"));
        var done = await _arena.StartLeagueAsync(axelrod);
        await _arena.CompleteAsync(done);
        var running = await _arena.StartLeagueAsync(Slow);
        await _arena.PlayedAsync(running, 3);
        var desk = await chromium.OpenAsync(Site, 1440, ColorScheme.Light);
        var dark = await chromium.OpenAsync(Site, 1440, ColorScheme.Dark);
        var phone = await chromium.OpenAsync(Site, 390, ColorScheme.Light);
        await ShootAsync(desk, "home", "/", "svg[role=img]");
        await ShootAsync(desk, "standings", $"/leagues/{done}", "table");
        await ShootAsync(dark, "crosstable", $"/leagues/{done}?view=crosstable", ".heat");
        await ShootAsync(dark, "match", $"/leagues/{running}/matches/0?ply=24", "svg[role=img]");
        await ShootAsync(desk, "sprt", $"/leagues/{await TestedAsync()}", ".sprt svg");
        await ShootAsync(phone, "phone", $"/leagues/{done}", "table");
        await ShootAsync(desk, "new-league", "/leagues/new?sample=swiss", ".editor .lines");
        await _arena.Client.Leagues.StopAsync(new() { Id = running });
    }

    // One whose test is decided.
    private async Task<string> TestedAsync()
    {
        var league = await _arena.StartLeagueAsync(await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "samples", "leagues", "sprt.json")));
        await foreach (var standings in _arena.Client.WatchLeagueAsync(league, TimeSpan.FromMinutes(1), CancellationToken.None))
        {
            if (standings.Sprt.Decision != "continue")
                break;
        }

        return league;
    }

    private static async Task ShootAsync(IPage page, string name, string address, string shown)
    {
        await page.GotoAsync(address);
        await Assertions.Expect(page.Locator(shown).First).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "docs", "images", $"{name}.png") });
    }

    /// <summary>Every page, of leagues that are played for it.</summary>
    private async Task<(string Name, string Address)[]> AddressesAsync()
    {
        var league = await _arena.StartLeagueAsync(League);
        var knockout = await _arena.StartLeagueAsync(Knockout);
        await _arena.CompleteAsync(league);
        await _arena.CompleteAsync(knockout);
        return Addresses(league, knockout, await _arena.StartLeagueAsync(Tested));
    }

    private static (string Name, string Address)[] Addresses(string league, string knockout, string tested) =>
    [
        ("home", "/"), ("leagues", "/leagues"), ("new league", "/leagues/new?sample=chess-openings"), ("league", $"/leagues/{league}"),
        ("crosstable", $"/leagues/{league}?view=crosstable"),
        ("superiority", $"/leagues/{league}?view=crosstable&show=los"), ("ratings", $"/leagues/{league}?view=ratings"),
        ("rounds", $"/leagues/{league}?view=rounds"), ("agent", $"/leagues/{league}/agents/alpha-beta"),
        ("match", $"/leagues/{league}/matches/3?ply=9"),
        ("agent in all leagues", "/agents/alpha-beta"),
        ("bracket", $"/leagues/{knockout}?view=bracket"),
        ("sequential test", $"/leagues/{tested}"),
        ("nodes", "/nodes"), ("work", "/work"), ("flags", "/flags"), ("flag", "/flags/distributed-arena"), ("dials", "/dials"),
        ("audit", "/audit"),
        ("sign-in", "/sign-in"),
    ];

    private static async Task<IEnumerable<string>> SeriousAsync(IPage page, string where) =>
        (await page.RunAxe()).Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{where}: {violation.Id}: {violation.Help}: {violation.Nodes[0].Html}");

    private static Task<double> PlayedAsync(IPage page) => page.EvaluateAsync<double>("document.querySelector('progress').value");
}
