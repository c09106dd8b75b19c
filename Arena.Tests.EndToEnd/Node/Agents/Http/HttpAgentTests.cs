using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Matches;
using Arena.Node.Agents.Http;
using Arena.Tests.Shared;
using Microsoft.Extensions.Options;

namespace Arena.Tests.EndToEnd.Node.Agents.Http;

public sealed class HttpAgentTests
{
    [Fact]
    public async Task Server_that_answers_plays_the_match_to_its_end()
    {
        var bodies = new List<string>();
        using var server = new RawServer(request =>
        {
            bodies.Add(request);
            using var json = JsonDocument.Parse(request);
            var legal = json.RootElement.GetProperty("state").GetProperty("observation").GetProperty("legalActions");
            return Json($$"""{ "action": {{legal[0].GetInt32()}} }""");
        });
        var record = await PlayAsync(server.Address);
        Assert.Equal([Verdict.Ok, Verdict.Ok], record.Verdicts.ToArray());
        using var first = JsonDocument.Parse(bodies[0]);
        Assert.Equal("act", first.RootElement.GetProperty("action").GetString());
        Assert.Equal("connect_four", first.RootElement.GetProperty("environment").GetString());
        Assert.Equal(10, first.RootElement.GetProperty("configuration").GetProperty("actTimeout").GetDouble());
        Assert.Equal(0, first.RootElement.GetProperty("state").GetProperty("observation").GetProperty("player").GetInt32());
    }

    [Fact]
    public async Task Action_by_name_is_understood()
    {
        using var server = new RawServer(_ => Json("""{ "action": "x3" }"""));
        var record = await PlayAsync(server.Address);
        Assert.Equal(3, Transcript.Read(record.Transcript)[0]);
    }

    public static TheoryData<string, Verdict, string> Answers => new()
    {
        { Json("""{ "action": 99 }"""), Verdict.Illegal, "chose action 99" },
        { Json("""{ "action": "x9" }"""), Verdict.Illegal, "chose \"x9\"; legal were x0" },
        { Json("""{ "action": null }"""), Verdict.Illegal, "wanted an action that is a number or a name" },
        { Json("[]"), Verdict.Illegal, "wanted { \"action\"" },
        { Json("garbage \u0001\u0002"), Verdict.Illegal, "replied \"garbage   \"; that is not JSON" },
        { Json(new string('x', 70_000)), Verdict.Illegal, "replied with more than 65536 bytes" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{\"action\":\"\xff\"}", Verdict.Illegal, "that is not JSON" },
        { Json("""{ "action": "BaseException::out of ideas" }"""), Verdict.Crash, "says that it failed: out of ideas" },
        { "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n", Verdict.Crash, "answered 500 Internal Server Error" },
        { "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n", Verdict.Crash,
        "redirects are not followed" },
        { "SMTP ready\r\n\r\n", Verdict.Disconnect, "127.0.0.1" },
        { "", Verdict.Disconnect, "127.0.0.1" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", Verdict.Disconnect, "127.0.0.1" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_that_is_none_is_a_verdict_with_its_reason(string answer, Verdict verdict, string reason)
    {
        using var server = new RawServer(_ => answer);
        var record = await PlayAsync(server.Address);
        Assert.Equal([verdict, Verdict.Ok], record.Verdicts.ToArray());
        Assert.Contains(reason, record.Reason, StringComparison.Ordinal);
        Assert.Equal([0.0, 1.0], record.Scores.ToArray());
    }

    [Fact]
    public async Task Nobody_listening_is_a_disconnect()
    {
        var server = new RawServer(_ => "");
        server.Dispose();
        Assert.Equal(Verdict.Disconnect, (await PlayAsync(server.Address)).Verdicts[0]);
    }

    [Fact]
    public async Task Silence_is_a_timeout()
    {
        using var server = new RawServer(_ => null);
        var record = await PlayAsync(server.Address, limit: TimeSpan.FromMilliseconds(200));
        Assert.Equal(Verdict.Timeout, record.Verdicts[0]);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/", null, true)]
    [InlineData("http://localhost:9/", null, true)]
    [InlineData("http://169.254.169.254/latest", null, false)]
    [InlineData("http://bots.example/", null, false)]
    [InlineData("http://bots.example/", "bots.example", true)]
    [InlineData("http://bots.example:81/", "bots.example:80", false)]
    [InlineData("http://anything/", "*", true)]
    [InlineData("http://127.0.0.1/", "bots.example", false)]
    public async Task Hosts_are_those_that_the_node_allows(string address, string? host, bool allowed)
    {
        var options = new HttpAgentsOptions();
        if (host is not null) options.Hosts.Add(host);
        using var agents = new HttpAgents(Options.Create(options));
        var seat = () => agents.SeatAsync(Spec(new Uri(address)), 0, CancellationToken.None);
        if (allowed)
        {
            await seat();
            return;
        }

        var refusal = await Assert.ThrowsAsync<AgentUnavailableException>(seat);
        Assert.False(refusal.Passing);
        Assert.Contains("HttpAgents:Hosts of this node does not allow", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<MatchRecord> PlayAsync(Uri address, TimeSpan? limit = null)
    {
        using var agents = new HttpAgents(Options.Create(new HttpAgentsOptions()));
        var spec = Spec(address) with { MoveTimeLimit = limit ?? TimeSpan.FromSeconds(10) };
        return await MatchRunner.PlayAsync(spec, [agents], TimeProvider.System, CancellationToken.None);
    }

    private static MatchSpec Spec(Uri address)
    {
        var spec = Play.Spec("connect_four", 1, "random", "random");
        return spec with { Agents = [AgentDefinition.Of("web", new AgentProgram.Http(address)), spec.Agents[1]] };
    }

    private static string Json(string body) =>
        $"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>Answers each request with these very bytes (Latin-1), and hangs up; null: it never answers.</summary>
    private sealed class RawServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _over = new();

        public RawServer(Func<string, string?> answer)
        {
            _listener.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/act");
            _ = ServeAsync(answer);
        }

        public Uri Address { get; }

        public void Dispose()
        {
            _over.Cancel();
            _listener.Dispose();
        }

        private async Task ServeAsync(Func<string, string?> answer)
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync(_over.Token);
                    var stream = client.GetStream();
                    if (answer(await ReadBodyAsync(stream)) is not { } reply)
                    {
                        await Task.Delay(Timeout.Infinite, _over.Token);
                        return;
                    }

                    await stream.WriteAsync(Encoding.Latin1.GetBytes(reply), _over.Token);
                }
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }

        private async Task<string> ReadBodyAsync(NetworkStream stream)
        {
            var buffer = new byte[65_536];
            var length = 0;
            while (true)
            {
                length += await stream.ReadAsync(buffer.AsMemory(length), _over.Token);
                var text = Encoding.UTF8.GetString(buffer, 0, length);
                var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                if (end < 0) continue;
                var wanted = text.Split("\r\n").First(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
                if (length >= end + 4 + int.Parse(wanted.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture))
                    return text[(end + 4)..];
            }
        }
    }
}
