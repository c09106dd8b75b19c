using System.Globalization;
using System.Text;
using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Games.Chess;
using Arena.Core.Matches;
using Arena.Engines.Processes;

namespace Arena.Engines.Protocols;

/// <summary>A running engine. One thing is asked of it at a time: to get ready, or to move.</summary>
internal abstract class EngineDriver : IEngineOutput
{
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<string> _log;
    private EngineProcess? _process;
    private TaskCompletionSource<string>? _answer; // what is waited for now
    private long _askedAt;                         // how much it had said when it was asked
    private string? _end;                          // why there will be no more answers

    protected EngineDriver(EngineSpec spec, string name, EngineOptions options, TimeProvider time, EngineLog log)
    {
        (Spec, Name, _options, _time, MoveTimer) = (spec, name, options, time, new MoveTimer(time));
        _log = text => log.Write(name, text);
    }

    public EngineSpec Spec { get; }

    /// <summary>The last lines on the last search, as the engine wrote them.</summary>
    public abstract SearchSummary? LastSearch { get; }

    /// <summary>SHA-256 of the program that was started, in hex.</summary>
    public string Content { get; private set; } = "";

    /// <summary>Whether it can play another match.</summary>
    public bool IsUsable => Volatile.Read(ref _end) is null && Volatile.Read(ref _answer) is null;

    public string Name { get; }

    /// <summary>Runs from when a move is asked for to when it comes.</summary>
    public MoveTimer MoveTimer { get; }

    /// <summary>Whether it says of itself that it has to be started anew for each match.</summary>
    public virtual bool PlaysOnce => false;

    protected abstract string Farewell { get; }

    protected TimeSpan StartTimeout => _options.StartTimeout;

    protected TimeSpan ReadyTimeout => _options.ReadyTimeout ?? StartTimeout;

    protected TimeSpan NewGameTimeout => _options.NewGameTimeout ?? StartTimeout;

    private EngineProcess Process => _process ?? throw new InvalidOperationException("The engine was not started.");

    /// <exception cref="AgentFailedException">It does not start, or does not say the right words in time.</exception>
    /// <exception cref="AgentUnavailableException">It is not what the spec says it is.</exception>
    public async Task StartAsync(string path, int? cpu, CancellationToken cancellationToken)
    {
        _log($"starts {path} {string.Join(' ', Spec.Arguments)}");
        Content = ProgramHash.Of(path);
        _process = EngineProcess.Start(path, Spec, this, _log);
        try
        {
            if (cpu is { } number && !_process.Pin(number)) _log($"could not be pinned to processor {number}");
            await GreetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            Fail();
            throw;
        }
    }

    /// <summary>Gets it ready for a match.</summary>
    public abstract Task BeginAsync(MatchSpec match, int seat, CancellationToken cancellationToken);

    /// <summary>The move it chooses, as it writes it.</summary>
    public Task<string> ChooseAsync(IMatchView match, ChessState state, int seat)
    {
        var answer = Await();
        AskForMove(match, state, seat);
        return answer;
    }

    /// <summary>Ends a search that nobody waits for any more. False: it goes on searching.</summary>
    public async Task<bool> StopSearchAsync()
    {
        if (Volatile.Read(ref _answer) is not { } answer) return true;
        try
        {
            StopSearch();
            await answer.Task.WaitAsync(_options.StopTimeout, _time).ConfigureAwait(false);
            return true;
        }
        catch (Exception failure) when (failure is AgentFailedException or TimeoutException)
        {
            _log("does not stop searching");
            return false;
        }
    }

    public Task QuitAsync() => Process.StopAsync(Farewell, _options.StopTimeout, _time);

    /// <summary>Ends it at once, with its last words in the log.</summary>
    public void Fail()
    {
        _log($"failed; the last that was said:\n{Process.Dialogue}");
        Process.Kill();
    }

    public abstract void OnLine(ReadOnlySpan<byte> line, long at);

    public void OnEnd(string why)
    {
        Volatile.Write(ref _end, why);
        Volatile.Read(ref _answer)?.TrySetException(new AgentFailedException(why));
    }

    protected abstract Task GreetAsync(CancellationToken cancellationToken);

    protected abstract void AskForMove(IMatchView match, ChessState state, int seat);

    protected abstract void StopSearch();

    protected void Send(string line) => Process.Send(line);

    protected void Send(ReadOnlySpan<byte> lines) => Process.Send(lines);

    /// <summary>Sends the lines that make it think.</summary>
    protected void SendGo(ReadOnlySpan<byte> lines)
    {
        MoveTimer.Start();
        Process.Send(lines);
    }

    /// <summary>The move has come.</summary>
    protected void AnswerMove(ReadOnlySpan<byte> move)
    {
        MoveTimer.Stop();
        Answer(Text(move));
    }

    /// <summary>It gives up the match that it was asked for a move in, and can play another.</summary>
    protected void Resign()
    {
        MoveTimer.Stop();
        Interlocked.Exchange(ref _answer, null)?.TrySetException(new AgentResignedException());
    }

    /// <summary>Sends lines and waits for what <see cref="Answer"/> takes to be the answer.</summary>
    /// <exception cref="AgentFailedException">It did not come in time.</exception>
    protected async Task AskAsync(string lines, string wanted, TimeSpan patience, CancellationToken cancellationToken)
    {
        var answer = Await();
        Send(lines);
        if (!await ComesAsync(answer, patience, cancellationToken).ConfigureAwait(false)) throw TooLate(wanted, patience);
    }

    /// <summary>Whether an answer comes in this time.</summary>
    /// <exception cref="AgentFailedException">There will be none.</exception>
    protected async Task<bool> ComesAsync(Task answer, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            await answer.WaitAsync(patience, _time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    protected static AgentFailedException TooLate(string wanted, TimeSpan patience) => new(
        string.Create(CultureInfo.InvariantCulture, $"did not say {wanted} within {patience.TotalSeconds:0.###} s"));

    /// <summary>Lets an option that the engine lacks be, where that is allowed.</summary>
    /// <exception cref="AgentUnavailableException">It is not.</exception>
    protected void Lacks(string option, string fault)
    {
        var tries = _options.OptionsToTry.TryGetValue(Name, out var options) && options.Contains(option);
        if (!tries) throw new AgentUnavailableException($"the engine '{Name}' {fault}", passing: false);
        _options.Warn?.Invoke($"left out: the engine '{Name}' {fault}");
    }

    /// <summary>Begins to wait for an answer: the next thing is to ask.</summary>
    protected Task<string> Await()
    {
        var answer = new TaskCompletionSource<string>();
        Volatile.Write(ref _askedAt, Process.Said);
        Volatile.Write(ref _answer, answer);
        if (Volatile.Read(ref _end) is { } why) answer.TrySetException(new AgentFailedException(why));
        return answer.Task;
    }

    /// <summary>Nothing is waited for any more.</summary>
    protected void Forget() => Volatile.Write(ref _answer, null);

    /// <summary>Whether a line was said after the last question: else it answers nothing, whatever it is.</summary>
    protected bool IsNew(long at) => at >= Volatile.Read(ref _askedAt);

    /// <summary>Whoever waits goes on from here, on this thread: between two engines no other is woken.</summary>
    protected void Answer(string text) => Interlocked.Exchange(ref _answer, null)?.TrySetResult(text);

    protected static string Text(ReadOnlySpan<byte> line) => Encoding.UTF8.GetString(line);
}
