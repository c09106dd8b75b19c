using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Matches;
using Arena.Engines.Processes;
using Arena.Engines.Protocols;

namespace Arena.Engines;

/// <summary>
/// Chess engines as child processes. A process is kept after its match for the next one of the same agent, unless its spec
/// says otherwise, and for no longer than an idle time.
/// </summary>
public sealed class EnginePool : IAgentSource, IAsyncDisposable
{
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly EngineLog _log;
    private readonly Lock _lock = new();
    private readonly List<Idle> _idle = [];                                   // the longest idle first
    private readonly Dictionary<string, Failure> _failures = new(StringComparer.Ordinal);
    private readonly HashSet<Task> _quitting = [];
    private readonly ITimer _sweep;
    private readonly TurnQueue? _turns; // null: all may think at the same time
    private int _started;
    private bool _disposed;

    public EnginePool(EngineOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        (_options, _time, _log) = (options, time, new EngineLog(options, time));
        _turns = options.MostThinking is { } most ? new TurnQueue(most) : null;
        var period = options.IdleTimeout > TimeSpan.FromSeconds(2) ? options.IdleTimeout / 2 : TimeSpan.FromSeconds(1);
        _sweep = time.CreateTimer(_ => Sweep(), null, period, period);
    }

    /// <summary>Processes that wait for a match.</summary>
    public int IdleCount
    {
        get
        {
            lock (_lock)
                return _idle.Count;
        }
    }

    public bool Supplies(AgentProgram program) => program is AgentProgram.Engine;

    public async Task<ISeatedAgent> SeatAsync(MatchSpec spec, int seat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var name = spec.Agents[seat].Name;
        var engine = ((AgentProgram.Engine)spec.Agents[seat].Program!).Spec;
        var key = KeyOf(name, engine);
        if (FailureOf(key) is { } why) return new UnstartedAgent(why);
        try
        {
            var driver = await InTurnAsync(
                () => ReadyAsync(key, name, engine, spec, seat, cancellationToken), cancellationToken).ConfigureAwait(false);
            lock (_lock)
                _failures.Remove(key);
            return new EngineAgent(driver, this);
        }
        catch (AgentFailedException failure)
        {
            lock (_lock)
            {
                var inARow = _failures.TryGetValue(key, out var before) ? before.InARow + 1 : 1;
                _failures[key] = new Failure(failure.Message, _time.GetUtcNow() + _options.RetryAfter, inARow);
            }

            return new UnstartedAgent(failure.Message);
        }
    }

    /// <summary>
    /// Starts an engine before its first match, gets it ready for one such as this, and keeps it for it. One that could not be started is
    /// not tried again for that match, which is told the same.
    /// </summary>
    /// <param name="spec">A match.</param>
    /// <param name="seat">The engine's.</param>
    /// <param name="cancellationToken">Ends the waiting for it.</param>
    /// <returns>SHA-256 of its program in hex, or why it could not be started.</returns>
    /// <exception cref="AgentUnavailableException">It is not to be had here, or not what its spec says.</exception>
    public async Task<(string? Content, string? Fault)> StartAsync(MatchSpec spec, int seat, CancellationToken cancellationToken)
    {
        var agent = await SeatAsync(spec, seat, cancellationToken).ConfigureAwait(false);
        await agent.DisposeAsync().ConfigureAwait(false);
        if (agent is not UnstartedAgent unstarted) return (agent.Content, null);
        var key = KeyOf(spec.Agents[seat].Name, ((AgentProgram.Engine)spec.Agents[seat].Program!).Spec);
        lock (_lock)
            _failures[key] = _failures[key] with { IsUntold = true };
        return (null, unstarted.Why);
    }

    /// <summary>How often in a row an engine could not be started or got ready for a match, up to now.</summary>
    public int FailedStartsOf(AgentDefinition agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        if (agent.Program is not AgentProgram.Engine engine) return 0;
        lock (_lock)
            return _failures.TryGetValue(KeyOf(agent.Name, engine.Spec), out var failure) ? failure.InARow : 0;
    }

    public async ValueTask DisposeAsync()
    {
        Idle[] idle;
        lock (_lock)
        {
            _disposed = true;
            idle = [.. _idle];
            _idle.Clear();
        }

        await _sweep.DisposeAsync().ConfigureAwait(false);
        foreach (var engine in idle) Quit(engine.Driver);
        Task[] quitting;
        lock (_lock)
            quitting = [.. _quitting];
        await Task.WhenAll(quitting).ConfigureAwait(false);
    }

    /// <summary>Does what keeps a processor busy, when one is free for it.</summary>
    internal Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) =>
        _turns is null ? work() : _turns.RunAsync(work, cancellationToken);

    internal async ValueTask ReturnAsync(EngineDriver driver)
    {
        // Off the engine's own thread: whoever ends a match goes on from here with another, and the thread must be free to hear
        // this engine in its next one.
        await Task.Yield();

        // A search that goes on after its match is one that took too long, or was called off.
        if (!driver.IsUsable && !await driver.StopSearchAsync().ConfigureAwait(false)) driver.Fail();
        lock (_lock)
        {
            if (!_disposed && driver.IsUsable && !driver.Spec.Restart && !driver.PlaysOnce)
            {
                _idle.Add(new Idle(KeyOf(driver.Name, driver.Spec), driver, _time.GetUtcNow()));
                return;
            }
        }

        Quit(driver);
    }

    private async Task<EngineDriver> ReadyAsync(
        string key, string name, EngineSpec engine, MatchSpec spec, int seat, CancellationToken cancellationToken)
    {
        if (_turns is not null) await Task.Yield(); // to start a process takes long, and the thread is another engine's
        while (Take(key) is { } waiting)
        {
            try
            {
                await waiting.BeginAsync(spec, seat, cancellationToken).ConfigureAwait(false);
                return waiting;
            }
            catch (AgentFailedException)
            {
                Abandon(waiting); // it broke down since its last match: another one, then
            }
            catch
            {
                Abandon(waiting);
                throw;
            }
        }

        var driver = await StartAsync(name, engine, cancellationToken).ConfigureAwait(false);
        try
        {
            await driver.BeginAsync(spec, seat, cancellationToken).ConfigureAwait(false);
            return driver;
        }
        catch
        {
            Abandon(driver);
            throw;
        }
    }

    private async Task<EngineDriver> StartAsync(string name, EngineSpec engine, CancellationToken cancellationToken)
    {
        var directory = Path.GetFullPath(engine.Directory ?? ".");
        if (!Directory.Exists(directory))
            throw new AgentUnavailableException($"the engine '{name}': there is no directory {directory} here", passing: false);
        var path = ProgramFinder.Find(engine.Command, directory, out var fault)
            ?? throw new AgentUnavailableException($"the engine '{name}': {fault}", passing: false);
        EngineDriver driver = engine.Protocol == EngineProtocol.Uci
            ? new UciDriver(engine, name, _options, _time, _log)
            : new XboardDriver(engine, name, _options, _time, _log);
        await driver.StartAsync(path, NextCpu(engine), cancellationToken).ConfigureAwait(false);
        return driver;
    }

    private int? NextCpu(EngineSpec engine)
    {
        if (_options.Cpus.Count == 0
            || engine.Options.Any(o => o.Key.Equals("Threads", StringComparison.OrdinalIgnoreCase) && o.Value != "1"))
            return null;
        return _options.Cpus[(int)((uint)Interlocked.Increment(ref _started) % (uint)_options.Cpus.Count)];
    }

    private EngineDriver? Take(string key)
    {
        lock (_lock)
        {
            // The one that played last: its memory is warm, and the others may get old and quit.
            var at = _idle.FindLastIndex(i => i.Key == key);
            if (at < 0) return null;
            var driver = _idle[at].Driver;
            _idle.RemoveAt(at);
            return driver;
        }
    }

    private string? FailureOf(string key)
    {
        lock (_lock)
        {
            if (!_failures.TryGetValue(key, out var failure)) return null;
            if (!failure.IsUntold) return _time.GetUtcNow() < failure.Until ? failure.Why : null;
            _failures[key] = failure with { IsUntold = false };
            return failure.Why;
        }
    }

    private void Sweep()
    {
        EngineDriver[] old;
        lock (_lock)
        {
            var limit = _time.GetUtcNow() - _options.IdleTimeout;
            old = [.. _idle.Where(i => i.Since <= limit || !i.Driver.IsUsable).Select(i => i.Driver)];
            _idle.RemoveAll(i => old.Contains(i.Driver));
        }

        foreach (var driver in old) Quit(driver);
    }

    private void Abandon(EngineDriver driver)
    {
        driver.Fail();
        Quit(driver);
    }

    private void Quit(EngineDriver driver)
    {
        var quitting = driver.QuitAsync();
        lock (_lock)
            _quitting.Add(quitting);
        quitting.ContinueWith(
            done =>
            {
                lock (_lock)
                    _quitting.Remove(done);
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    // Two agents never share a process, though they be the same program: what one has learnt is not the other's.
    private static string KeyOf(string name, EngineSpec spec) => string.Join('\n',
        [name, spec.Command, spec.Directory ?? "", spec.Protocol.ToString(),
        .. spec.Arguments.Prepend($"{spec.Arguments.Length}"), .. spec.Options.Select(o => $"{o.Key}={o.Value}"),
        $"{spec.Nodes} {spec.Depth} {spec.TimeControl} {spec.Restart}"]);

    private readonly record struct Idle(string Key, EngineDriver Driver, DateTimeOffset Since);

    /// <param name="IsUntold">Whether a match is still to be told of it.</param>
    private readonly record struct Failure(string Why, DateTimeOffset Until, int InARow, bool IsUntold = false);
}
