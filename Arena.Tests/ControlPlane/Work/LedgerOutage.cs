using System.Reflection;
using Arena.Backplane.Ledger;

namespace Arena.Tests.ControlPlane.Work;

/// <summary>A ledger that is away when the test says so: every call fails as one to a store without a network does.</summary>
public class LedgerOutage : DispatchProxy
{
    private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ILedger? _ledger;
    private volatile bool _isAway;
    private int _calls;

    /// <summary>Done when a call has failed.</summary>
    public Task Met => _met.Task;

    public int FailedCalls => Volatile.Read(ref _calls);

    public static ILedger Over(ILedger ledger, out LedgerOutage outage)
    {
        var proxy = Create<ILedger, LedgerOutage>();
        outage = (LedgerOutage)(object)proxy;
        outage._ledger = ledger;
        return proxy;
    }

    public void Begin() => _isAway = true;

    public void End() => _isAway = false;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (!_isAway)
            return targetMethod!.Invoke(_ledger, args);
        Interlocked.Increment(ref _calls);
        _met.TrySetResult();
        throw new IOException("the ledger is away");
    }
}
