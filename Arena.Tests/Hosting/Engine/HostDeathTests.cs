using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Arena.Hosting.Engine;

namespace Arena.Tests.Hosting.Engine;

/// <summary>A real host in a process of its own, with two stores and two replicas of a service, and what is left when it goes.</summary>
public sealed class HostDeathTests : IDisposable
{
    private readonly string _directory = TestApplication.NewDirectory();
    private readonly List<Process> _started = [];

    [PostgresFact]
    public async Task Killed_host_leaves_no_process_and_its_data_serves_the_next_one()
    {
        var first = StartHost();
        var processes = await WaitUntilRunningAsync(first);
        Assert.Equal(4, processes.Length);
        Libc.Kill(first.Id, UnixSignal.Kill);
        foreach (var process in processes)
            await Eventually.IsGoneAsync(process);

        var second = StartHost();
        processes = await WaitUntilRunningAsync(second);
        Libc.Kill(second.Id, UnixSignal.Terminate);
        await second.WaitForExitAsync();
        Assert.Equal(0, second.ExitCode);
        foreach (var process in processes)
            Assert.Null(ProcessTable.StartTime(process));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_directory, ".arena", "runs")));
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(_directory, ".arena"), "run-*"));
    }

    [Fact]
    public async Task Killed_host_leaves_neither_a_child_that_will_not_end_nor_what_it_started()
    {
        const string Script = "trap '' TERM; sleep 1000 & echo $$ $! > pids.new; mv pids.new pids; wait; sleep 1000";
        var host = Start(Environment.ProcessPath!, ["exec", TestProgram.Assembly, "stubborn", _directory, Script]);
        var file = Path.Combine(_directory, "pids");
        await WaitUntilRunningAsync(host);
        await Eventually.IsTrueAsync(() => File.Exists(file), "the program runs");
        var processes = File.ReadAllText(file).Split().Where(p => p.Length > 0).Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(2, processes.Length);
        Libc.Kill(host.Id, UnixSignal.Kill);
        foreach (var process in processes)
            await Eventually.IsGoneAsync(process);
    }

    [PostgresFact]
    public async Task Host_stops_when_the_process_that_it_was_told_to_watch_is_gone()
    {
        var parent = Start("/bin/sleep", ["1000"]);
        var host = StartHost(("ARENA_PARENT_PID", parent.Id.ToString(CultureInfo.InvariantCulture)));
        var processes = await WaitUntilRunningAsync(host);
        Libc.Kill(parent.Id, UnixSignal.Kill);
        await host.WaitForExitAsync();
        Assert.Equal(0, host.ExitCode);
        foreach (var process in processes)
            Assert.Null(ProcessTable.StartTime(process));
    }

    public void Dispose()
    {
        foreach (var process in _started)
        {
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
        }

        Directory.Delete(_directory, recursive: true);
    }

    private Process StartHost(params (string Name, string Value)[] environment) =>
        Start(Environment.ProcessPath!, ["exec", TestProgram.Assembly, "host", _directory], environment);

    private Process Start(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        _started.Add(process);
        return process;
    }

    private async Task<int[]> WaitUntilRunningAsync(Process host)
    {
        var file = Path.Combine(_directory, ".arena", "runs", $"{host.Id}.json");
        JsonElement? Read() => File.Exists(file) ? JsonDocument.Parse(File.ReadAllText(file)).RootElement : null;
        await Eventually.IsTrueAsync(() => Read()?.GetProperty("status").GetString() == "running", "the host is up");
        return [.. Read()!.Value.GetProperty("resources").EnumerateArray()
            .Where(r => r.TryGetProperty("pid", out var _))
            .Select(r => r.GetProperty("pid").GetInt32())];
    }
}
