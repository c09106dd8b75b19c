using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Arena.Tests.ControlPlane.Api;

/// <summary>
/// Every operation of the API's document, asked for with what nobody should ask: the answer is what was asked for or a problem that says
/// why not, and the service goes on.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Rounds = 40;

    private static readonly string[] _values =
    [
        "", " ", "0", "-1", "1", "2147483648", "-9223372036854775809", "18446744073709551616", "1e309", "NaN", "0x10", "1.5", "true",
        "null", "l", "L", "l/../l", "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%00", "%c0%af", "l%00", "'; drop table leagues; --",
        "' or 1=1 --", "$(reboot)", "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}", "\u202e\u0000", "\ud83d\ude00", "ﷺ", "𝕏",
        "a\nb", "e\u0301", "*", "?", "#", "&", "=", ";", "\\", "\"", "[", "{}", "[]", "running", "Running", "0123abcd-5", "none-0", "AAAA",
        "====", new string('9', 400), new string('a', 2_000), new string('%', 30),
    ];

    private static readonly string[] _bodies =
    [
        "", " ", "null", "true", "0", "\"\"", "[]", "{}", "{", "}", "[[", "\u0000", "\ufeff{}", "<xml/>", "a=b&c=d",
        """{"name":}""",
        """{"name":1,"game":[],"agents":{}}""",
        """{"name":"l","game":"chess","agents":[null,1]}""",
        """{"name":"l","name":"m"}""",
        """{"name":"\ud800","game":"tic_tac_toe","agents":["random","greedy"],"seed":1e400}""",
        $$"""{"agents":{{new string('[', 5_000)}}{{new string(']', 5_000)}}}""",
        $$"""{"name":"{{new string('a', 300_000)}}"}""",
        """{"state":"on"}""",
        """{"state":"conditional","percent":1e999}""",
        """{"state":"conditional","include":[null],"variants":[null]}""",
        ApiHost.League, ApiHost.League.Replace("3", "-3", StringComparison.Ordinal),
        ApiHost.League.Replace("3", "999999999999", StringComparison.Ordinal),
        ApiHost.League.Replace("\"name\"", "\"unknown\": 1, \"name\"", StringComparison.Ordinal),
    ];

    [Fact]
    public async Task Nothing_that_anybody_asks_breaks_the_service()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var dice = new Random(seed);
        await using var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");
        await host.PlayAsync("l", 2);
        var document = await host.ReadAsync("/openapi/v1.json");
        var asked = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                for (var round = 0; round < Rounds; round++, asked++)
                    await AskAsync(host, dice, new HttpMethod(operation.Name.ToUpperInvariant()), path.Name, operation.Value, seed);
            }
        }

        output.WriteLine($"{asked} requests");
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/v1/leagues/l")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/alive")).StatusCode);
    }

    private static async Task AskAsync(ApiHost host, Random dice, HttpMethod method, string path, JsonElement operation, int seed)
    {
        var (query, headers) = (new List<string>(), new List<(string, string)>());
        foreach (var parameter in operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : default)
        {
            var (name, value) = (parameter.GetProperty("name").GetString()!, Pick(dice, _values));
            switch (parameter.GetProperty("in").GetString())
            {
                case "path":
                    path = path.Replace($"{{{name}}}", dice.Next(3) == 0 ? "l" : Escaped(dice, value), StringComparison.Ordinal);
                    break;
                case "query" when dice.Next(2) == 0:
                    query.Add($"{name}={Escaped(dice, value)}");
                    break;
                case "header" when dice.Next(2) == 0:
                    headers.Add((name, value));
                    break;
            }
        }

        if (dice.Next(8) == 0)
            query.Add($"{Escaped(dice, Pick(dice, _values))}={Escaped(dice, Pick(dice, _values))}");
        var uri = $"{path}{(query.Count > 0 ? "?" : "")}{string.Join('&', query)}";
        if (!Uri.TryCreate($"http://localhost{uri}", UriKind.Absolute, out var whole))
            return; // no client can send it
        if (whole.AbsolutePath.Contains("%00", StringComparison.Ordinal))
            return; // the server refuses it before it is a request
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var content = method == HttpMethod.Post || method == HttpMethod.Put ? Content(dice) : null;
        using var response = await host.SendAsync(method, whole.PathAndQuery, content, [.. headers]);
        var asked = string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {method} {uri} {string.Join(", ", headers)}");
        await CheckAsync(response, asked);
    }

    private static async Task CheckAsync(HttpResponseMessage response, string asked)
    {
        var status = (int)response.StatusCode;
        if (status < 400)
        {
            Assert.InRange(status, 200, 399);
            return; // a stream goes on; what it says is tested elsewhere
        }

        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status < 500, $"{asked}: {status} {text}");
        Assert.True(response.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{asked}: {status} {text}");
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        await ApiHost.ProblemOf(response, status);
    }

    private static StringContent Content(Random dice)
    {
        var type = dice.Next(6) == 0 ? "text/plain" : "application/json";
        return new StringContent(Pick(dice, _bodies), Encoding.UTF8, type);
    }

    private static string Escaped(Random dice, string value) => dice.Next(4) == 0 ? value : Uri.EscapeDataString(value);

    private static string Pick(Random dice, string[] values) => values[dice.Next(values.Length)];
}
