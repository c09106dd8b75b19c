using System.Reflection;

namespace Arena.Tests.ControlPlane.Work;

/// <summary>A port of a ledger that is away when the test says so: every call fails as one to a store without a network does.</summary>
public class LedgerOutage : DispatchProxy
{
    private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _back = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private object? _port;
    private volatile bool _isAway;
    private volatile bool _isOver;
    private int _calls;

    /// <summary>Done when a call has failed.</summary>
    public Task Met => _met.Task;

    /// <summary>Done when a call has come through after the outage's end.</summary>
    public Task Back => _back.Task;

    public int FailedCalls => Volatile.Read(ref _calls);

    public static T Over<T>(T port, out LedgerOutage outage)
        where T : class
    {
        var proxy = Create<T, LedgerOutage>();
        outage = (LedgerOutage)(object)proxy;
        outage._port = port;
        return proxy;
    }

    public void Begin() => _isAway = true;

    public void End()
    {
        _isOver = true;
        _isAway = false;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (!_isAway)
        {
            if (_isOver)
                _back.TrySetResult();
            return targetMethod!.Invoke(_port, args);
        }

        Interlocked.Increment(ref _calls);
        _met.TrySetResult();
        throw new IOException("the ledger is away");
    }
}
