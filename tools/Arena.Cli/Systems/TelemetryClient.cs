using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Arena.Cli.Systems;

/// <summary>Asks a dashboard for telemetry.</summary>
internal sealed class TelemetryClient : IDisposable
{
    /// <summary>The environment variables with a dashboard's address and the key that it takes.</summary>
    public const string AddressVariable = "ARENA_DASHBOARD";
    public const string KeyVariable = "ARENA_DASHBOARD_API_KEY";

    private readonly HttpClient _http;

    private TelemetryClient(Uri address, string? key)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        if (key is not null)
            _http.DefaultRequestHeaders.Add("X-API-Key", key);
    }

    /// <param name="address">What the user gave, else the environment, else the newest dashboard of this checkout.</param>
    public static TelemetryClient Connect(string? address)
    {
        var newest = DashboardFile.Newest();
        address ??= Environment.GetEnvironmentVariable(AddressVariable);
        if (address is null)
        {
            return newest is not null
                ? new TelemetryClient(newest.Url, newest.ApiKey)
                : throw new CommandException($"no dashboard is running in this checkout: start one with './arena up' or './arena dashboard', or name one with --dashboard or {AddressVariable}", ExitCode.Failed);
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var given) || given.Scheme is not ("http" or "https"))
            throw new CommandException($"'{address}' is not an address such as http://127.0.0.1:18888", ExitCode.Usage);
        return new TelemetryClient(given, Environment.GetEnvironmentVariable(KeyVariable) ?? (newest?.Url.Authority == given.Authority ? newest.ApiKey : null));
    }

    /// <param name="path">Below <c>/api/telemetry/</c>.</param>
    /// <param name="query">Names and values; those without a value are left out.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<string> GetAsync(string path, IEnumerable<(string Name, string? Value)> query, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(path, query, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>What is there, and then line by line what comes.</summary>
    public async IAsyncEnumerable<string> FollowAsync(string path, IEnumerable<(string Name, string? Value)> query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await SendAsync(path, query.Append(("follow", "true")), cancellationToken);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
            yield return line;
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(string path, IEnumerable<(string Name, string? Value)> query, CancellationToken cancellationToken)
    {
        var parameters = string.Join('&', query.Where(q => !string.IsNullOrEmpty(q.Value)).Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value!)}"));
        try
        {
            var response = await _http.GetAsync($"api/telemetry/{path}?{parameters}", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode)
                return response;
            throw new CommandException(await ExplainAsync(response, cancellationToken), response.StatusCode == HttpStatusCode.BadRequest ? ExitCode.Usage : ExitCode.Failed);
        }
        catch (HttpRequestException unreachable)
        {
            throw new CommandException($"the dashboard at {_http.BaseAddress} does not answer: {unreachable.Message}", ExitCode.Failed);
        }
    }

    private static async Task<string> ExplainAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            return $"the dashboard wants its key: set {KeyVariable}";
        try
        {
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            return answer.RootElement.GetProperty("error").GetString()!;
        }
        catch (Exception unknown) when (unknown is JsonException or KeyNotFoundException)
        {
            return $"the dashboard answered {(int)response.StatusCode}";
        }
    }
}
