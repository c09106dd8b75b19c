using Arena.Core.Records;

namespace Arena.ControlPlane.Api;

/// <summary>Plays matches again for callers: few at a time, since each takes a core, and none for long.</summary>
internal sealed class Replays(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _room = new(Most);

    /// <summary>How many run at the same time.</summary>
    public static int Most => Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>What the replay finds; null when there is no room for it now, or it takes too long.</summary>
    public async Task<ReplayReport?> RunAsync(MatchDocument document, CancellationToken cancellationToken)
    {
        if (!await _room.WaitAsync(TimeSpan.Zero, cancellationToken))
            return null;
        try
        {
            using var limit = new CancellationTokenSource(_limit, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            return await Task.Run(() => MatchReplay.Run(document, either.Token), either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose() => _room.Dispose();
}
