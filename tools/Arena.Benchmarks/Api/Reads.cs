using System.Diagnostics;

namespace Arena.Benchmarks.Api;

/// <summary>Reads of one address, as many at once as there are callers; each shows a key where one is given.</summary>
internal sealed class Reads(Uri address, string? key = null) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null });

    /// <summary>How long the body is.</summary>
    public async Task<int> SizeAsync()
    {
        using var answer = await SendAsync();
        return (await answer.Content.ReadAsByteArrayAsync()).Length;
    }

    public async Task<long> OnceAsync()
    {
        using var answer = await SendAsync();
        await answer.Content.CopyToAsync(Stream.Null);
        return answer.IsSuccessStatusCode ? 1 : throw new HttpRequestException($"{address} answered {(int)answer.StatusCode}");
    }

    /// <summary>The time, in milliseconds, within which 99 of 100 reads are answered that come at a steady rate.</summary>
    /// <param name="rate">Reads a second. What an answer takes counts from when the read was due.</param>
    public async Task<double> SlowestOfHundredAsync(double rate, TimeSpan time)
    {
        const int callers = 16;
        var clock = Stopwatch.StartNew();
        var taken = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var milliseconds = new List<double>();
            for (var turn = 0; ; turn++)
            {
                var due = TimeSpan.FromSeconds(((turn * callers) + caller) / rate);
                if (due > time)
                    return milliseconds;
                if (due - clock.Elapsed is { Ticks: > 0 } early)
                    await Task.Delay(early);
                await OnceAsync();
                milliseconds.Add((clock.Elapsed - due).TotalMilliseconds);
            }
        })));
        var all = taken.SelectMany(milliseconds => milliseconds).Order().ToArray();
        return all[all.Length * 99 / 100];
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        return await _http.SendAsync(request, CancellationToken.None);
    }
}
