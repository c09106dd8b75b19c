using System.Net;
using System.Text.RegularExpressions;

namespace Arena.Tests.Shared;

/// <summary>
/// A browser at a service: it keeps cookies, says where it goes from, follows nothing by itself, and sends the forms that it was shown.
/// </summary>
internal sealed partial class Browser : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpMessageInvoker _http;
    private readonly Uri _home;

    /// <param name="home">The service's address.</param>
    /// <param name="http">Carries requests, without cookies of its own.</param>
    public Browser(Uri home, HttpMessageHandler http) => (_home, _http) = (home, new HttpMessageInvoker(http));

    public Uri Home => _home;

    /// <summary>The cookies that it would send to the service.</summary>
    public IReadOnlyList<Cookie> Cookies => [.. _cookies.GetCookies(_home).Cast<Cookie>()];

    public Task<HttpResponseMessage> GetAsync(string address, string accept = "text/html") =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(_home, address)) { Headers = { { "Accept", accept } } });

    /// <summary>Sends a form that a page has, with what is filled in.</summary>
    /// <param name="page">The page's text.</param>
    /// <param name="action">Where the form is sent.</param>
    /// <param name="filled">Its fields beside the hidden ones, or instead of them.</param>
    public Task<HttpResponseMessage> SubmitAsync(string page, string action, params (string Name, string Value)[] filled)
    {
        Assert.Contains($"action=\"{action}\"", page, StringComparison.Ordinal);
        var fields = HiddenField().Matches(page).ToDictionary(
            field => field.Groups[1].Value, field => WebUtility.HtmlDecode(field.Groups[2].Value));
        foreach (var (name, value) in filled)
            fields[name] = value;
        return PostAsync(action, new FormUrlEncodedContent(fields));
    }

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent? content, string site = "same-origin") => SendAsync(
        new HttpRequestMessage(HttpMethod.Post, new Uri(_home, path)) { Content = content, Headers = { { "Sec-Fetch-Site", site } } });

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        if (_cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } header)
            request.Headers.Add("Cookie", header);
        var response = await _http.SendAsync(request, default);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
                _cookies.SetCookies(request.RequestUri!, cookie);
        }

        return response;
    }

    /// <summary>Signs in with a key, and returns where it leads.</summary>
    public async Task<string> SignInAsync(string key, string back = "/")
    {
        using var page = await GetAsync($"/sign-in?return={Uri.EscapeDataString(back)}");
        using var answer = await SubmitAsync(await page.Content.ReadAsStringAsync(), "/sign-in", ("key", key));
        return answer.Headers.Location!.ToString();
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();
}
