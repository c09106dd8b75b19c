using System.Diagnostics;

namespace Arena.Hosting.Engine;

/// <summary>A running child: its output as lines, its end as a task, and the two ways to end it.</summary>
internal sealed class ChildProcess : IRunningWorkload
{
    private static readonly TimeSpan _outputAfterExit = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly UnixSignal _stopSignal;
    private readonly Action<int> _onGone;

    public ChildProcess(Process process, ProcessSpec spec, Action<string, bool> onLine, Action<int> onGone)
    {
        _process = process;
        _onGone = onGone;
        _stopSignal = spec.StopSignal;
        ProcessId = process.Id;
        Environment = spec.Environment;
        var output = Task.WhenAll(
            ReadAsync(process.StandardOutput, isError: false, onLine),
            ReadAsync(process.StandardError, isError: true, onLine),
            WriteAsync(process.StandardInput, spec.StandardInput));
        Exited = WaitAsync(output);
    }

    public int? ProcessId { get; }

    public IReadOnlyDictionary<string, string> Environment { get; }

    public Task<int> Exited { get; }

    public async Task StopAsync(TimeSpan grace)
    {
        if (grace > TimeSpan.Zero && Signal(_stopSignal))
        {
            try
            {
                await Exited.WaitAsync(grace).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // It had its chance.
            }
        }

        KillGroup();
        await Exited.ConfigureAwait(false);
    }

    private static async Task ReadAsync(StreamReader reader, bool isError, Action<string, bool> onLine)
    {
        try
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
                onLine(line, isError);
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // The pipe went with the process.
        }
    }

    private static async Task WriteAsync(StreamWriter writer, string? text)
    {
        try
        {
            if (text is not null)
                await writer.WriteAsync(text).ConfigureAwait(false);
            writer.Close();
        }
        catch (IOException)
        {
            // It ended before it read.
        }
    }

    private async Task<int> WaitAsync(Task output)
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        KillGroup(); // whatever it left behind
        _onGone(ProcessId!.Value);

        // Its last words come before the news of its end; but a pipe held open elsewhere must not delay that.
        await Task.WhenAny(output, Task.Delay(_outputAfterExit)).ConfigureAwait(false);
        return _process.ExitCode;
    }

    private bool Signal(UnixSignal signal)
    {
        if (!Exited.IsCompleted && OperatingSystem.IsLinux())
            return Libc.Kill(ProcessId!.Value, signal);
        return !Exited.IsCompleted;
    }

    // Every guarded child leads a process group of its own.
    private void KillGroup()
    {
        if (GuardedCommand.IsAvailable)
            Libc.Kill(-ProcessId!.Value, UnixSignal.Kill);
        else
            KillTree();
    }

    private void KillTree()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // Already gone.
        }
    }
}
