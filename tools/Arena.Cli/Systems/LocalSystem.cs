using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Arena.Cli.Systems;

/// <summary>An AppHost of one's own, for as long as a command needs it.</summary>
internal sealed class LocalSystem : IAsyncDisposable
{
    private const int KeptLogLines = 400;
    private static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan _stopLimit = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(50);

    private readonly Process _appHost;
    private readonly ConcurrentQueue<string> _log = new();

    private LocalSystem(Process appHost) => _appHost = appHost;

    /// <summary>The control plane's gRPC endpoint.</summary>
    public Uri ControlPlane { get; private set; } = null!;

    /// <summary>Where bots connect: the nodes' gRPC endpoint.</summary>
    public Uri Nodes => Run?.Endpoint("node", "grpc") ?? throw new CommandException("the system has stopped", ExitCode.Failed);

    /// <summary>The AppHost's process.</summary>
    public int ProcessId => _appHost.Id;

    /// <summary>What the AppHost says of itself at this moment; null when it has not, or no longer.</summary>
    public RunFile? Run => RunFile.TryRead(Path.Combine(Checkout.RunsDirectory, $"{_appHost.Id}.json"));

    /// <summary>An AppHost with no league and that many nodes, whose data lives and dies with it.</summary>
    public static Task<LocalSystem> StartAsync(int nodes, CancellationToken cancellationToken) =>
        StartAsync(Alone(nodes), cancellationToken);

    /// <summary>An AppHost with no league and that many nodes, whose data stays in that folder below <c>.arena</c>.</summary>
    public static Task<LocalSystem> StartAsync(int nodes, string volumes, CancellationToken cancellationToken) =>
        LaunchAsync([$"--Arena:Volumes={volumes}", .. Alone(nodes)], cancellationToken);

    /// <summary>Starts an AppHost whose data lives and dies with it, and waits until all its resources are healthy.</summary>
    public static Task<LocalSystem> StartAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        LaunchAsync(["--ephemeral", .. arguments], cancellationToken);

    private static string[] Alone(int nodes) =>
        [$"--Arena:Nodes={nodes.ToString(CultureInfo.InvariantCulture)}", "--Arena:League=", "--no-dashboard"];

    private static async Task<LocalSystem> LaunchAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (!File.Exists(Checkout.AppHost))
        {
            throw new CommandException(
                $"{Checkout.AppHost} is not there: build with './arena' or 'dotnet build -c Release'", ExitCode.Failed);
        }

        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Checkout.Root,
            ArgumentList = { Checkout.AppHost },
            Environment = { ["ARENA_PARENT_PID"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture) },
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var system = new LocalSystem(Process.Start(start)!);
        system._appHost.OutputDataReceived += (_, line) => system.Keep(line.Data);
        system._appHost.ErrorDataReceived += (_, line) => system.Keep(line.Data);
        system._appHost.BeginOutputReadLine();
        system._appHost.BeginErrorReadLine();
        try
        {
            system.ControlPlane = await system.WaitUntilRunningAsync(cancellationToken);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the AppHost and waits until everything it started is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(_stopLimit);
        try
        {
            if (!_appHost.HasExited)
                await TerminateAsync(limit.Token);
            await _appHost.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _appHost.Kill(entireProcessTree: true);
        }

        _appHost.Dispose();
    }

    private async Task TerminateAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var kill = Process.Start("kill", ["-TERM", _appHost.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(cancellationToken);
        }
        catch (Win32Exception)
        {
            _appHost.Kill(entireProcessTree: true);
        }
    }

    private async Task<Uri> WaitUntilRunningAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_startLimit);
        try
        {
            while (!_appHost.HasExited)
            {
                if (Run is { Status: "running" } run && run.Endpoint("controlplane", "grpc") is { } endpoint)
                    return endpoint;
                await Task.Delay(_poll, limit.Token);
            }

            await _appHost.WaitForExitAsync(limit.Token);
            throw Failed($"the system ended with exit code {_appHost.ExitCode} before it was up");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed($"the system was not up after {_startLimit.TotalSeconds:0} s");
        }
    }

    private CommandException Failed(string what) =>
        new($"{what}. It said:\n{string.Join('\n', _log.TakeLast(30))}", ExitCode.Failed);

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _log.Enqueue(line);
        if (_log.Count > KeptLogLines)
            _log.TryDequeue(out _);
    }
}
