using System.Diagnostics;
using System.Text;
using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Microsoft.Win32.SafeHandles;

namespace Arena.Engines.Processes;

/// <summary>
/// An engine as a child process that leads a process group of its own. It ends with whatever it forked when it is stopped,
/// when it exits, and when this process is gone.
/// </summary>
internal sealed class EngineProcess
{
    /// <summary>A line longer than this is passed over.</summary>
    public const int MaxLineLength = 64 * 1024;

    private const int InputCapacity = 256 * 1024; // unread by the engine; the longest match that is possible has 100 KB of moves
    private const int ErrorStackSize = 256 * 1024;

    // Of a service's environment: addresses, tokens and passwords are none of an engine's business.
    private static readonly string[] _ours = ["ConnectionStrings__", "services__", "Kestrel__", "Bots__", "OTEL_"];
    private static readonly TimeSpan _exitAfterOutput = TimeSpan.FromMilliseconds(500);

    private readonly Process _process;
    private readonly IEngineOutput _output;
    private readonly Action<string> _log;
    private readonly Stream _input;
    private readonly nint? _outputPipe;
    private readonly LineReader _lines;
    private readonly int _id;
    private readonly string _mark;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _ended;

    private EngineProcess(Process process, string mark, IEngineOutput output, Action<string> log)
    {
        (_process, _mark, _output, _log, _id) = (process, mark, output, log, process.Id);
        _input = PipeOf(process.StandardInput.BaseStream, FileAccess.Write);
        if (OperatingSystem.IsLinux() && _input is FileStream pipe) Libc.NeverWait(pipe.SafeFileHandle.DangerousGetHandle(), InputCapacity);
        var said = PipeOf(process.StandardOutput.BaseStream, FileAccess.Read);
        if (OperatingSystem.IsLinux() && said is FileStream outputPipe) _outputPipe = outputPipe.SafeFileHandle.DangerousGetHandle();
        _lines = new LineReader(said, MaxLineLength);
        OrphanGuard.Add(_id);
        process.Exited += (_, _) => OnExited();
        process.EnableRaisingEvents = true;
        Run(ReadOutput, "engine-out", maxStackSize: 0); // matches go on from there, with whatever they need
        Run(ReadErrors, "engine-err", ErrorStackSize);
    }

    /// <summary>What was last said, for the log.</summary>
    public Dialogue Dialogue { get; } = new();

    /// <summary>
    /// Bytes that it has written so far, whether they are read yet or not: what begins later is said after this moment. While its
    /// reader is just taking some, those may be left out.
    /// </summary>
    public long Said => _lines.Received + (_outputPipe is { } pipe ? Libc.Unread(pipe) : 0);

    /// <exception cref="AgentFailedException">The system would not start it.</exception>
    public static EngineProcess Start(string path, EngineSpec spec, IEngineOutput output, Action<string> log)
    {
        string[] command = OrphanGuard.SetSid is { } setsid ? [setsid, path, .. spec.Arguments] : [path, .. spec.Arguments];
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = spec.Directory ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var mark = Runaways.NewMark();
        start.Environment[Runaways.Variable] = mark;
        foreach (var name in start.Environment.Keys.Where(name =>
            _ours.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToArray())
            start.Environment.Remove(name);
        try
        {
            return new EngineProcess(Process.Start(start)!, mark, output, log);
        }
        catch (Exception refused) when (refused is System.ComponentModel.Win32Exception or IOException)
        {
            throw new AgentFailedException($"could not be started: {refused.Message}");
        }
    }

    public bool Pin(int cpu) => OperatingSystem.IsLinux() && Libc.Pin(_id, cpu);

    /// <summary>Sends whole lines, each with its end.</summary>
    /// <exception cref="AgentFailedException">It is gone, or does not read.</exception>
    public void Send(ReadOnlySpan<byte> lines)
    {
        Dialogue.Sent(lines);
        try
        {
            _input.Write(lines);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            // A pipe that breaks does so because of an exit, of which the news may still be on its way.
            throw new AgentFailedException(
                _process.WaitForExit(_exitAfterOutput) ? Describe(_process.ExitCode) : "does not read what it is sent");
        }
    }

    public void Send(string line) => Send(Encoding.UTF8.GetBytes(line + "\n"));

    /// <summary>Lets it go by itself for a while, and ends it, with all that it started, by force.</summary>
    public async Task StopAsync(string farewell, TimeSpan grace, TimeProvider time)
    {
        if (_exited.Task.IsCompleted) return;
        try
        {
            Send(farewell);
            _process.StandardInput.Close();
            await _exited.Task.WaitAsync(grace, time).ConfigureAwait(false);
        }
        catch (Exception stubborn) when (stubborn is AgentFailedException or IOException or TimeoutException)
        {
            _log("was killed: it did not quit");
        }

        Kill();
        await _exited.Task.ConfigureAwait(false);
    }

    public void Kill()
    {
        if (_exited.Task.IsCompleted) return; // its number may be another's by now
        try
        {
            // The tree is for where there are no groups; the process alone, for when it has not made its group yet.
            if (OrphanGuard.SetSid is null || !Libc.KillGroup(_id)) _process.Kill(entireProcessTree: OrphanGuard.SetSid is null);
        }
        catch (InvalidOperationException)
        {
            // Already gone.
        }
    }

    // A pipe stream does its work as a socket, with waiting and waking of its own. A file stream just calls read and write;
    // the process keeps the handle.
    private static Stream PipeOf(Stream stream, FileAccess access) =>
        stream is System.IO.Pipes.PipeStream pipe
            ? new FileStream(new SafeFileHandle(pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false), access, bufferSize: 0)
            : stream;

    private static void Run(ThreadStart work, string name, int maxStackSize) =>
        new Thread(work, maxStackSize) { IsBackground = true, Name = name }.Start();

    private void ReadOutput()
    {
        while (_lines.TryRead(out var line))
        {
            Dialogue.Heard(line);
            _output.OnLine(line, _lines.LineStart);
        }

        var exited = _process.WaitForExit(_exitAfterOutput);
        if (!exited) Kill();
        End(exited ? Describe(_process.ExitCode) : "closed its output");
    }

    private void ReadErrors()
    {
        var lines = new LineReader(_process.StandardError.BaseStream, MaxLineLength);
        while (lines.TryRead(out var line)) _log("stderr: " + Encoding.UTF8.GetString(line));
    }

    private void OnExited()
    {
        // What it left behind goes too; and with that its output ends, if someone else still held it.
        if (OrphanGuard.SetSid is not null) Libc.KillGroup(_id);
        Runaways.Kill(_mark);
        OrphanGuard.Remove(_id);
        _log(Describe(_process.ExitCode));
        _exited.TrySetResult();
    }

    private void End(string why)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0) _output.OnEnd(why);
    }

    // .NET tells a signal as 128 and its number, as shells do.
    private static string Describe(int code) => code > 128 ? $"was ended by signal {code - 128}" : $"exited with code {code}";
}
