using Arena.Backplane.Ledger;
using Arena.Core.Dials;

namespace Arena.ControlPlane.Dials;

/// <summary>Changes dials, and knows what they were. Callers are those who run the system: the access table says so.</summary>
internal sealed partial class DialAdministration(IDialStore store, DialFollower follower, ILogger<DialAdministration> logger)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 200;

    // Of so many who change other dials in the same moment none is told to try again.
    private const int MaxAttempts = 8;

    /// <param name="name">The dial.</param>
    /// <param name="value">What it is to be.</param>
    /// <param name="epoch">Only if this is the newest; null for whatever is.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<DialOutcome> SetAsync(string name, double value, long? epoch, Requester by, CancellationToken cancellationToken) =>
        ChangeAsync(NewDialEpoch.Set, epoch, by, current => Set(current, name, value), cancellationToken);

    /// <summary>Makes the dials what they were, at once: how fast they may change does not hinder the way back.</summary>
    /// <param name="to">The epoch whose values are to hold again.</param>
    /// <param name="epoch">Only if this is the newest; null for whatever is.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="InvalidDataException">Somebody altered that epoch in the store.</exception>
    public async Task<DialOutcome> RollbackAsync(long to, long? epoch, Requester by, CancellationToken cancellationToken)
    {
        if (await FindAsync(to, cancellationToken) is not { } wanted)
            return new DialOutcome.NotFound(NoEpoch(to, (await NewestAsync(cancellationToken)).Number));
        if (DialCheck.FaultOfReturn(wanted.Values) is { } fault)
            return new DialOutcome.Refused($"Epoch {to} cannot be returned to. {fault.Message}");
        return await ChangeAsync(NewDialEpoch.Rollback, epoch, by, _ => (wanted.Values, null), cancellationToken);
    }

    /// <summary>Epochs, the newest first, down to epoch 0.</summary>
    /// <exception cref="InvalidDataException">Somebody altered one in the store.</exception>
    public async Task<IReadOnlyList<DialEpoch>> HistoryAsync(long? before, int limit, CancellationToken cancellationToken)
    {
        var epochs = (await store.HistoryAsync(before, limit, cancellationToken)).Select(DialEntries.ToEpoch).ToList();
        if (epochs.Count < limit && before is null or > 0)
            epochs.Add(DialEpoch.First);
        return epochs;
    }

    /// <summary>Null when there is no such epoch.</summary>
    /// <exception cref="InvalidDataException">Somebody altered it in the store.</exception>
    public async Task<DialEpoch?> FindAsync(long number, CancellationToken cancellationToken)
    {
        if (number is < 0 or long.MaxValue)
            return null;
        var found = await HistoryAsync(number + 1, limit: 1, cancellationToken);
        return found is [var epoch] && epoch.Number == number ? epoch : null;
    }

    /// <summary>What is told of an epoch that there is not.</summary>
    public static string NoEpoch(long number, long newest) => $"There is no epoch {number} of the dials; known: 0 to {newest}.";

    private async Task<DialOutcome> ChangeAsync(
        string what, long? epoch, Requester by, Func<DialEpoch, (DialValues? Values, DialOutcome? Refusal)> change,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var current = await NewestAsync(cancellationToken);
            var (values, refusal) = change(current);
            var stale = epoch is { } wanted && wanted != current.Number ? new StaleDialsException(current.Number, wanted) : null;
            if (refusal is not null && (refusal is not DialOutcome.TooFast || stale is null))
                return refusal;
            if (stale is not null)
                return new DialOutcome.Stale(stale.Message, stale.Current);
            if (current.Values.Equals(values))
                return new DialOutcome.Done(current);
            try
            {
                var entry = await store.AppendAsync(new NewDialEpoch(what, current.Values, values!), current.Number, by, cancellationToken);
                await follower.RefreshAsync(cancellationToken);
                LogChanged(by.Who, what, entry.Number, entry.Values);
                return new DialOutcome.Done(DialEntries.ToEpoch(entry));
            }
            catch (StaleDialsException meanwhile) when (epoch is not null || attempt == MaxAttempts)
            {
                return new DialOutcome.Stale(meanwhile.Message, meanwhile.Current);
            }
            catch (StaleDialsException)
            {
                // Somebody was faster: from there.
            }
        }
    }

    private static (DialValues? Values, DialOutcome? Refusal) Set(DialEpoch current, string name, double value) =>
        DialCheck.FaultOfChange(name, value, current.Values) switch
        {
            null => (current.Values.With(name, value), null),
            DialFault.Unknown unknown => (null, new DialOutcome.NotFound(unknown.Message)),
            DialFault.OutOfRange fault => (null, new DialOutcome.Invalid(fault.Message)),
            var fault => (null, new DialOutcome.TooFast(fault.Message)),
        };

    // Of the ledger, which may know more than this replica.
    private async Task<DialEpoch> NewestAsync(CancellationToken cancellationToken) =>
        (await HistoryAsync(before: null, limit: 1, cancellationToken))[0];

    [LoggerMessage(Level = LogLevel.Information, Message = "{Who} has changed the dials ({What}), epoch {Epoch}: {Values}")]
    private partial void LogChanged(string who, string what, long epoch, string values);
}
