using Arena.Backplane.Ledger;
using Arena.ControlPlane.Ledger;
using Arena.Core.Dials;
using Arena.ServiceDefaults.Guard;

namespace Arena.ControlPlane.Dials;

/// <summary>Keeps this replica's dials what the ledger has.</summary>
internal sealed partial class DialFollower(
    IDialStore store, DialDirectory dials, LedgerSignals signals, Guards guards, TimeProvider time, ILogger<DialFollower> logger)
    : LedgerFollower(LedgerNews.Dials, signals, guards, time)
{
    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var newest = await store.HistoryAsync(before: null, limit: 1, cancellationToken);
            dials.Take(newest.Count == 0 ? DialEpoch.First : DialEntries.ToEpoch(newest[0]));
        }
        catch (InvalidDataException altered)
        {
            LogAltered(altered.Message, dials.Current.Number);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason} The dials stay what they are in epoch {Epoch}")]
    private partial void LogAltered(string reason, long epoch);
}
