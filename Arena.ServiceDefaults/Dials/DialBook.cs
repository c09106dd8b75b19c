namespace Arena.ServiceDefaults.Dials;

/// <summary>
/// The dials that this service knows of. Who goes by them takes a snapshot when it begins something, and keeps to that until it is done.
/// </summary>
public sealed class DialBook
{
    private readonly Lock _taking = new();
    private volatile Reading _reading = new(DialSnapshot.Unheard);

    /// <summary>What they are now.</summary>
    public DialSnapshot Current => _reading.Dials;

    /// <summary>What they are now, and what completes when they are others.</summary>
    public (DialSnapshot Dials, Task Changed) Read()
    {
        var reading = _reading;
        return (reading.Dials, reading.Changed.Task);
    }

    /// <summary>From now on these are the dials.</summary>
    public void Take(DialSnapshot dials)
    {
        ArgumentNullException.ThrowIfNull(dials);
        lock (_taking)
        {
            var before = _reading;
            if (before.Dials.IsSame(dials))
                return;
            _reading = new Reading(dials);
            before.Changed.SetResult();
        }
    }

    private sealed record Reading(DialSnapshot Dials)
    {
        public TaskCompletionSource Changed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
