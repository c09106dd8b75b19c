using System.Runtime.CompilerServices;
using Arena.ControlPlane.Api.Events;

namespace Arena.ControlPlane.Web.Live;

/// <summary>
/// The pages that are watched. Whoever watches the same page for the same tenant and role gets the same bytes, so a thousand cost one
/// rendering.
/// </summary>
internal sealed class LivePages(PageRenderer renderer, TimeProvider time, ILogger<LivePages> logger)
{
    // How many pages are watched at once at most, and how many of them by one tenant.
    private const int Most = 1_000;
    private const int MostOfTenant = 250;

    private readonly Lock _lock = new();
    private readonly Dictionary<LiveAddress, (LivePage Page, CancellationTokenSource Ends)> _pages = [];

    /// <summary>Pages that are watched now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _pages.Count;
        }
    }

    /// <summary>Whether somebody more may watch this page.</summary>
    public bool HasRoomFor(LiveAddress address)
    {
        lock (_lock)
        {
            return _pages.ContainsKey(address)
                || (_pages.Count < Most && _pages.Keys.Count(page => page.Tenant == address.Tenant) < MostOfTenant);
        }
    }

    /// <summary>The page as it is and whenever it has changed, as server-sent events; a comment when nothing was said for long.</summary>
    public async IAsyncEnumerable<byte[]> WatchAsync(LiveAddress address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = Join(address);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var frame = page.Frame;
                if (frame.Bytes.Length > 0)
                    yield return frame.Bytes;
                while (!frame.Next.IsCompleted && !cancellationToken.IsCancellationRequested)
                {
                    await frame.Next.WaitAsync(ServerSentEvents.Quiet, time, cancellationToken)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    if (!frame.Next.IsCompleted && !cancellationToken.IsCancellationRequested)
                        yield return ServerSentEvents.Comment;
                }
            }
        }
        finally
        {
            Leave(address);
        }
    }

    private LivePage Join(LiveAddress address)
    {
        lock (_lock)
        {
            if (!_pages.TryGetValue(address, out var watched))
            {
                watched = (new LivePage(address, renderer, time, logger), new CancellationTokenSource());
                _pages.Add(address, watched);
                var (page, ends) = watched;
                using (ExecutionContext.SuppressFlow()) // it is not of the call of the first who watches
                    _ = Task.Run(() => page.RunAsync(ends.Token), CancellationToken.None); // it ends with the last
            }

            watched.Page.Watchers++;
            return watched.Page;
        }
    }

    private void Leave(LiveAddress address)
    {
        lock (_lock)
        {
            var (page, ends) = _pages[address];
            if (--page.Watchers > 0)
                return;
            _pages.Remove(address);
            ends.Cancel();
        }
    }
}
