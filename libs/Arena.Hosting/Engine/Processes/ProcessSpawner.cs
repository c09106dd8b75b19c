using System.Collections.Concurrent;
using System.Diagnostics;

namespace Arena.Hosting.Engine;

/// <summary>
/// Starts every child from one thread that lives as long as we do. The kernel's death signal is tied to the thread that
/// forked, not to the process: a child started from a pool thread would be told that its parent died whenever the pool
/// retires that thread.
/// </summary>
internal sealed class ProcessSpawner : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Lazy<OrphanReaper?> _reaper = new(OrphanReaper.TryStart);

    public ProcessSpawner()
    {
        var thread = new Thread(Work) { IsBackground = true, Name = "arena-spawner" };
        thread.Start();
    }

    public async Task<ChildProcess> StartAsync(ProcessSpec spec, Action<string, bool> onLine, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource<ChildProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(
            () =>
            {
                try
                {
                    cancellationToken.ThrowIfCancellationRequested();

                    // It is there before the first child is, so that hardly a moment passes before it knows of it.
                    var reaper = _reaper.Value;
                    var process = StartHere(spec);
                    reaper?.Add(process.Id);
                    started.SetResult(new ChildProcess(process, spec, onLine, onGone: id => reaper?.Remove(id)));
                }
                catch (Exception fault)
                {
                    started.SetException(fault);
                }
            },
            cancellationToken);

        // Not cancelled from here on: a process that has started must reach the one who stops it.
        return await started.Task.ConfigureAwait(false);
    }

    /// <summary>Runs a command to its end; for the small preparations of a store.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(ProcessSpec spec, CancellationToken cancellationToken)
    {
        var output = new ConcurrentQueue<string>();
        var process = await StartAsync(spec, (line, _) => output.Enqueue(line), cancellationToken).ConfigureAwait(false);
        try
        {
            var exitCode = await process.Exited.WaitAsync(cancellationToken).ConfigureAwait(false);
            return (exitCode, string.Join('\n', output));
        }
        catch (OperationCanceledException)
        {
            await process.StopAsync(TimeSpan.Zero).ConfigureAwait(false);
            throw;
        }
    }

    // The thread itself stays: ending it would end the children.
    public void Dispose()
    {
        _work.CompleteAdding();
        if (_reaper.IsValueCreated)
            _reaper.Value?.Dispose();
    }

    private static Process StartHere(ProcessSpec spec)
    {
        if (!Directory.Exists(spec.WorkingDirectory))
            throw new DistributedApplicationException($"The working directory {spec.WorkingDirectory} does not exist.");

        var command = GuardedCommand.Wrap(spec);
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = spec.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (spec.InheritsEnvironment)
            InheritedEnvironment.RemoveOursFrom(start.Environment);
        else
            start.Environment.Clear();
        foreach (var (name, value) in spec.Environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private void Work()
    {
        foreach (var action in _work.GetConsumingEnumerable())
            action();

        Thread.Sleep(Timeout.Infinite);
    }
}
