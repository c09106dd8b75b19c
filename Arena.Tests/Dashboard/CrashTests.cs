using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Protobuf;

namespace Arena.Tests.Dashboard;

public sealed class CrashTests
{
    [Fact]
    public async Task Killed_in_the_middle_of_the_work_it_has_everything_it_acknowledged()
    {
        var directory = Directory.CreateTempSubdirectory("arena-test-dashboard-").FullName;
        try
        {
            using var http = new HttpClient();
            var (first, otlp, _) = await StartAsync(directory);
            var acknowledged = 0;
            var sending = Task.Run(async () =>
            {
                for (var i = 1; i <= 1_000_000; i++)
                {
                    using var content = new ByteArrayContent(Otlp.Logs("node", Otlp.Log($"message {i}", Otlp.Noon + (ulong)i)).ToByteArray());
                    content.Headers.ContentType = new("application/x-protobuf");
                    using var answer = await http.PostAsync(otlp + "v1/logs", content);
                    answer.EnsureSuccessStatusCode();
                    Volatile.Write(ref acknowledged, i);
                }
            });
            await Hosting.Eventually.IsTrueAsync(() => Volatile.Read(ref acknowledged) >= 200, "200 messages are acknowledged");
            first.Kill();
            await first.WaitForExitAsync();
            first.Dispose();
            await Assert.ThrowsAsync<HttpRequestException>(() => sending);

            var (second, _, frontend) = await StartAsync(directory);
            var found = await http.GetFromJsonAsync<JsonElement>(frontend + "api/telemetry/resources");
            var logs = found.GetProperty("resources")[0].GetProperty("logs").GetInt32();
            second.Kill();
            await second.WaitForExitAsync();
            second.Dispose();
            Assert.InRange(logs, acknowledged, acknowledged + 1);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Theory]
    [InlineData("--ASPNETCORE_URLS=http://0.0.0.0:1", "this machine only")]
    [InlineData("--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=somewhere", "wanted an address")]
    [InlineData("--Dashboard:Data:MaxLogBytes=lots", "wanted a number from 65536")]
    [InlineData("--Dashboard:Otlp:AuthMode=Open", "wanted ApiKey or Unsecured")]
    public async Task Settings_that_make_no_sense_are_wrong_usage(string argument, string message)
    {
        using var process = Run([argument, "--ephemeral"]);
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(2, process.ExitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    private static async Task<(Process Process, string Otlp, string Frontend)> StartAsync(string directory)
    {
        const string Any = "http://127.0.0.1:0";
        var process = Run([
            $"--Dashboard:Data:Directory={directory}", $"--ASPNETCORE_URLS={Any}", $"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL={Any}",
            $"--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL={Any}", "--Dashboard:Otlp:AuthMode=Unsecured", "--Dashboard:Api:AuthMode=Unsecured"]);
        var (otlp, frontend) = ("", "");
        while (otlp.Length == 0 && await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Dashboard", StringComparison.Ordinal))
                frontend = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].Split("login")[0];
            if (line.StartsWith("OTLP", StringComparison.Ordinal))
                otlp = line.Split(", ")[1].Split(' ')[0];
        }

        return (process, otlp, frontend);
    }

    private static Process Run(string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Arena.Dashboard.dll"), .. arguments])
    {
        RedirectStandardOutput = true, RedirectStandardError = true,
    })!;
}
