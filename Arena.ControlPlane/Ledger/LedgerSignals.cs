using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Ledger;

/// <summary>A signal for each kind of news.</summary>
internal sealed class LedgerSignals : IDisposable
{
    private readonly LedgerSignal[] _signals = [.. Enum.GetValues<LedgerNews>().Select(_ => new LedgerSignal())];

    public LedgerSignal this[LedgerNews news] => _signals[(int)news];

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
    }
}
