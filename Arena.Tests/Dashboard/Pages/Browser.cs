using System.Net;

namespace Arena.Tests.Dashboard.Pages;

/// <summary>A browser's part that needs no browser: it keeps cookies and is logged in.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http;

    private Browser(TestDashboard dashboard) =>
        _http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = dashboard.Client.BaseAddress };

    public static async Task<Browser> LogInAsync(TestDashboard dashboard)
    {
        var browser = new Browser(dashboard);
        using var answer = await browser._http.GetAsync($"/login?t={TestDashboard.Token}");
        Assert.Equal("/", answer.RequestMessage!.RequestUri!.AbsolutePath);
        return browser;
    }

    public async Task<string> PageAsync(string path)
    {
        using var answer = await _http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await _http.PostAsync(path, form);
    }

    public void Dispose() => _http.Dispose();
}
