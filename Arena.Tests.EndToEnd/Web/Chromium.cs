using Microsoft.Playwright;

namespace Arena.Tests.EndToEnd.Web;

/// <summary>Debian's Chromium, without a window.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Chromium> StartAsync()
    {
        var program = Requires.Chromium();
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox", "--disable-gpu"] });
        return new Chromium(playwright, browser);
    }

    /// <summary>A page of a browser of its own: nothing is shared with others.</summary>
    /// <param name="faults">What the browser complains of is added to these.</param>
    public async Task<IPage> OpenAsync(Uri site, int width, ColorScheme scheme, List<string>? faults = null)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = site.ToString(), ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme,
        });
        context.SetDefaultTimeout((float)TimeSpan.FromMinutes(1).TotalMilliseconds);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                faults?.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, fault) => faults?.Add($"{page.Url}: {fault}");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
