namespace Arena.Contracts.Channels;

/// <summary>
/// Where a service's replicas are, and which of them is called: one for as long as it answers, then the next. Any thread may use it.
/// </summary>
public sealed class ReplicaAddresses
{
    private readonly IReadOnlyList<Uri> _given;
    private readonly Lock _writing = new();
    private volatile Choice _choice;

    /// <param name="given">At least one; the first is called first. They stay, whatever is learned.</param>
    public ReplicaAddresses(IReadOnlyList<Uri> given)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentOutOfRangeException.ThrowIfZero(given.Count, nameof(given));
        _given = [.. given.Distinct()];
        _choice = new Choice(_given, 0);
    }

    /// <summary>All that are known.</summary>
    public IReadOnlyList<Uri> All => _choice.All;

    /// <summary>The one that is called.</summary>
    public Uri Current => _choice.All[_choice.At];

    /// <summary>Lets callers begin at different ones: each at that of its name.</summary>
    public void BeginAt(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (_writing)
        {
            var sum = name.Aggregate(0u, (sum, letter) => (sum * 31) + letter);
            _choice = _choice with { At = (int)(sum % (uint)_choice.All.Count) };
        }
    }

    /// <summary>That one does not answer: the next is called, unless somebody has said so before.</summary>
    public void PassOver(Uri gone)
    {
        ArgumentNullException.ThrowIfNull(gone);
        lock (_writing)
        {
            if (Current == gone)
                _choice = _choice with { At = (_choice.At + 1) % _choice.All.Count };
        }
    }

    /// <summary>
    /// Takes over where replicas are by now; those that were learned before and are not named any more are forgotten. Only addresses of a
    /// scheme that was given count, and none of this machine unless such a one was given: nobody is talked into showing a key without TLS,
    /// or to whoever listens here at the port where the replica listens there.
    /// </summary>
    public void Learn(IEnumerable<string> told)
    {
        ArgumentNullException.ThrowIfNull(told);
        var learned = told.Select(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : null).OfType<Uri>()
            .Where(uri => _given.Any(given => given.Scheme == uri.Scheme && (given.IsLoopback || !uri.IsLoopback)));
        lock (_writing)
        {
            Uri[] all = [.. _given.Concat(learned).Distinct()];
            _choice = new Choice(all, Math.Max(0, Array.IndexOf(all, Current)));
        }
    }

    private sealed record Choice(IReadOnlyList<Uri> All, int At);
}
