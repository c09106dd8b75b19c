namespace Arena.ControlPlane.Web.Live;

/// <summary>What a page that is being rendered will change with; each page tells. One for every rendering.</summary>
internal sealed class PageChanges(TimeProvider time)
{
    private readonly List<Task> _changes = [];
    private TimeSpan _latest = Timeout.InfiniteTimeSpan;

    /// <summary>It is another when this completes.</summary>
    public void With(Task change) => _changes.Add(change);

    /// <summary>It has figures that nobody tells the change of: they are good for this long.</summary>
    public void Within(TimeSpan latest) => _latest = latest;

    /// <summary>Waits for the first of them; for ever when the page stays as it is. Nothing of it is left behind.</summary>
    public async Task AnyAsync(CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny([.. _changes, Task.Delay(_latest, time, ends.Token)]);
        await ends.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
