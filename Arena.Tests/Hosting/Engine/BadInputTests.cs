using System.Diagnostics;
using Arena.Hosting.Engine;
using Arena.Tests.Architecture;

namespace Arena.Tests.Hosting.Engine;

/// <summary>What an app host says, and how it ends, when it cannot run.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string _directory = TestApplication.NewDirectory();

    [Theory]
    [InlineData("duplicate", "there is already a ExecutableResource named 'one'")]
    [InlineData("cycle", "Resources wait for each other in a circle: one → two → one.")]
    [InlineData("parameter", "The parameter 'token' has no value: configure Parameters:token")]
    [InlineData("name", "'not a name' is not a valid resource name: it has ' '")]
    [InlineData("operation", "There is no operation 'dance'; there are: run, publish.")]
    public async Task Fault_in_the_description_is_one_message_and_exit_code_2(string fault, string message)
    {
        var (exitCode, said) = await RunAsync(fault);
        Assert.Contains(message, said);
        Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, exitCode);
    }

    [Fact]
    public async Task Service_that_exits_at_start_is_shown_as_failed_with_its_last_lines()
    {
        await using var test = new TestApplication();
        test.AddShell("broken", "echo no such luck; exit 3");
        test.AddShell("other", "echo fine");
        await test.StartAsync();
        await test.Notifications.WaitForResourceAsync("other", Arena.Hosting.ApplicationModel.KnownResourceStates.Finished, test.Limit);
        var end = await test.Notifications.WaitForResourceAsync("broken", e => e.Snapshot.ExitCode is not null, test.Limit);
        Assert.Equal(3, end.Snapshot.ExitCode);
        await Eventually.IsTrueAsync(
            () => test.Output.Any(l => l == "broken: ended with exit code 3") && test.Output.Contains("broken:   no such luck"), "the end and the last words are told");
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<(int ExitCode, string Said)> RunAsync(string fault)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", TestProgram.Assembly, "faulty", _directory, fault])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await output;
        return (process.ExitCode, said);
    }
}
