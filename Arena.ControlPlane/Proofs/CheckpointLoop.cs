using Arena.Backplane.Ledger;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Replicas;
using Arena.ServiceDefaults.Guard;
using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Proofs;

/// <summary>
/// Has the ledger signed for whenever it has grown. One replica owns that, as it owns leagues; the others look whether it is still there.
/// </summary>
internal sealed partial class CheckpointLoop(
    Checkpointer checkpointer, ICheckpointStore store, IChain chain, IAuditTrail trail, Ownership ownership, LedgerSignals signals,
    IOptions<CheckpointOptions> options, TimeProvider time, ILogger<CheckpointLoop> logger) : BackgroundService
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10); // for another replica

    // One at a time: the loop, or whoever wants one now.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private string? _fault;

    /// <summary>Why the ledger cannot be signed for; null while it can.</summary>
    public string? Fault => Volatile.Read(ref _fault);

    /// <summary>
    /// A checkpoint that is of all that the ledger has now. Where another replica makes them, it is waited for.
    /// </summary>
    /// <exception cref="InvalidDataException">The ledger cannot be signed for: somebody altered it.</exception>
    /// <exception cref="NoCheckpointException">Its keys cannot be used, or the replica that makes checkpoints makes none.</exception>
    public async Task<StoredCheckpoint> FreshAsync(CancellationToken cancellationToken)
    {
        var entries = (await chain.HeadAsync(cancellationToken))?.Entries ?? 0;
        var changes = (await trail.HeadAsync(cancellationToken))?.Records ?? 0;
        var since = time.GetTimestamp();
        while (true)
        {
            await MakeAsync(cancellationToken);
            if (await store.LastAsync(cancellationToken) is { } last && Has(last, entries, changes))
                return last;
            if (Fault is { } fault)
                throw new InvalidDataException($"The ledger cannot be signed for: {fault}. 'arena ledger verify' says where.");
            if (time.GetElapsedTime(since) > _patience)
                throw new NoCheckpointException("The replica that signs for the ledger has made no checkpoint of all of it: try again.");
            if (!ownership.Owns(Grant.Checkpoints))
                await store.WantAsync(cancellationToken);
            await Task.Delay(_look, time, cancellationToken);
        }
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await signals[LedgerNews.Checkpoints].WaitAsync(options.Value.Interval, time, stoppingToken);
            try
            {
                await MakeAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // A ledger that is away, those who need it say; it is signed for when it is back. What keys lack is told already.
                if (failure is not NoCheckpointException && !Outage.Is(failure))
                    LogFailed(failure);
            }
        }
    }

    private static bool Has(StoredCheckpoint last, long entries, long changes) =>
        last.Size >= entries && Checkpointer.Read(last).Checkpoint.Audit?.Count >= changes;

    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await ownership.AcquireAsync(Grant.Checkpoints, cancellationToken);
            await ownership.DecideAsync(Grant.Checkpoints, grant => checkpointer.MakeAsync(grant, cancellationToken));
            Volatile.Write(ref _fault, null); // where another replica makes them, it says what is wrong
        }
        catch (InvalidDataException altered)
        {
            if (altered.Message != Fault)
                LogAltered(altered.Message);
            Volatile.Write(ref _fault, altered.Message);
        }
        catch (NoCheckpointException unsigned)
        {
            if (unsigned.Message != Fault)
                LogUnsigned(unsigned.Message);
            Volatile.Write(ref _fault, unsigned.Message);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Somebody altered the ledger, and no checkpoint of it is made: {Fault}. 'arena ledger verify' says where")]
    private partial void LogAltered(string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Fault} Until then no checkpoint is made")]
    private partial void LogUnsigned(string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Making a checkpoint failed; trying again")]
    private partial void LogFailed(Exception failure);
}
