using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Arena.Tests.Dashboard.Chromium;

/// <summary>A page of a headless Chromium of one's own, over its DevTools protocol.</summary>
internal sealed class ChromiumPage : IAsyncDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _over = new(_limit);
    private string? _session;
    private int _nextId;

    private ChromiumPage(Process process, string profile) => (_process, _profile) = (process, profile);

    public static string? Executable { get; } =
        new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    public static async Task<ChromiumPage> OpenAsync()
    {
        var profile = Directory.CreateTempSubdirectory("arena-test-chromium-").FullName;
        var process = Process.Start(new ProcessStartInfo(Executable!,
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank",
        ]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var page = new ChromiumPage(process, profile);
        const string Announcement = "DevTools listening on ";
        while (await process.StandardError.ReadLineAsync(page._over.Token) is { } line)
        {
            if (!line.StartsWith(Announcement, StringComparison.Ordinal))
                continue;
            _ = process.StandardError.ReadToEndAsync();
            await page._socket.ConnectAsync(new Uri(line[Announcement.Length..]), page._over.Token);
            var target = (await page.SendAsync("Target.createTarget", new() { ["url"] = "about:blank" }))["targetId"]!.GetValue<string>();
            page._session = (await page.SendAsync("Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = true }))["sessionId"]!.GetValue<string>();
            return page;
        }

        throw new InvalidOperationException("Chromium ended before it listened.");
    }

    public async Task GoAsync(Uri address)
    {
        await SendAsync("Page.navigate", new() { ["url"] = address.AbsoluteUri });
        await UntilAsync("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    public async Task SizeAsync(int width, int height, bool isDark = false)
    {
        await SendAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        await SendAsync("Emulation.setEmulatedMedia", new() { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" }) });
    }

    /// <summary>The value of an expression; promises are awaited.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        Assert.True(answer["exceptionDetails"] is null, answer["exceptionDetails"]?.ToJsonString());
        return answer["result"]!["value"];
    }

    /// <summary>Waits until an expression is true; a page on its way to another has no answer yet.</summary>
    public Task UntilAsync(string expression) => Hosting.Eventually.IsTrueAsync(() =>
    {
        var answer = AskAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true }).GetAwaiter().GetResult();
        return answer["result"]?["result"]?["value"]?.GetValueKind() == JsonValueKind.True;
    }, expression);

    public Task ClickAsync(string selector) => EvaluateAsync($"document.querySelector({JsonSerializer.Serialize(selector)}).click()");

    public async Task<byte[]> ScreenshotAsync() => Convert.FromBase64String((await SendAsync("Page.captureScreenshot", []))["data"]!.GetValue<string>());

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _over.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters)
    {
        var answer = await AskAsync(method, parameters);
        return answer["result"] ?? throw new InvalidOperationException($"{method}: {answer["error"]?.ToJsonString()}");
    }

    // Either "result" or "error".
    private async Task<JsonNode> AskAsync(string method, JsonObject parameters)
    {
        var id = ++_nextId;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session is not null)
            message["sessionId"] = _session;
        await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, _over.Token);
        while (true)
        {
            // Events come in between; only answers have an id.
            var answer = JsonNode.Parse(await ReceiveAsync())!;
            if (answer["id"]?.GetValue<int>() == id)
                return answer;
        }
    }

    private async Task<byte[]> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, _over.Token);
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return message.ToArray();
        }
    }
}
