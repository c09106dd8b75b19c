using System.Text;

namespace Arena.ControlPlane.Web.Live;

/// <summary>What a page is now, as it goes over the wire.</summary>
/// <param name="Bytes">A server-sent event; empty before the page was rendered for the first time.</param>
/// <param name="Next">Completes when there is another.</param>
internal sealed record LiveFrame(byte[] Bytes, Task Next);

/// <summary>A page that somebody watches: rendered anew when it has changed, at most so often, once for all of them.</summary>
internal sealed partial class LivePage(LiveAddress address, PageRenderer renderer, TimeProvider time, ILogger logger)
{
    private const int TimesItsCost = 10;

    // What is dear to render waits longer, so that most of the time goes to other things.
    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private TaskCompletionSource _next = NewSignal();
    private byte[] _bytes = [];

    public LiveFrame Frame
    {
        get
        {
            lock (_lock)
                return new LiveFrame(_bytes, _next.Task);
        }
    }

    /// <summary>How many watch; of those who count them.</summary>
    public int Watchers { get; set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (last, failures) = ("", 0);
        while (true)
        {
            var begun = time.GetTimestamp();
            try
            {
                var (html, changes) = await renderer.RenderAsync(address, cancellationToken);
                var took = time.GetElapsedTime(begun);
                if (html != last)
                    Publish(html);
                (last, failures) = (html, 0);
                await changes.AnyAsync(cancellationToken);
                await Task.Delay(Pause(TimesItsCost * took), time, cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                if (failures++ == 0)
                    LogNotRendered(logger, address.Path, fault); // as when the ledger is away: watchers see what there was
                await Task.Delay(Pause(failures * _shortest), time, cancellationToken);
            }
        }
    }

    private static TimeSpan Pause(TimeSpan wanted) => wanted < _shortest ? _shortest : wanted > _longest ? _longest : wanted;

    private void Publish(string html)
    {
        var frame = new StringBuilder(html.Length + 1_000);
        foreach (var line in html.EnumerateLines())
            frame.Append("data: ").Append(line).Append('\n');
        var bytes = Encoding.UTF8.GetBytes(frame.Append('\n').ToString());
        lock (_lock)
        {
            _bytes = bytes;
            _next.SetResult();
            _next = NewSignal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(LogLevel.Warning, "The page {Path} could not be rendered for those who watch it; it is tried again.")]
    private static partial void LogNotRendered(ILogger logger, string path, Exception fault);
}
