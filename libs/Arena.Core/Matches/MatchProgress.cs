using System.Collections.Immutable;

namespace Arena.Core.Matches;

/// <summary>
/// A match while it is played, for somebody on another thread who looks on now and then. While nobody does, it costs the match nothing.
/// </summary>
public sealed class MatchProgress
{
    private volatile bool _isWatched;
    private MovesSoFar? _news;

    /// <summary>Whether somebody looks on. What was played before is told with the next move.</summary>
    public bool IsWatched
    {
        get => _isWatched;
        set => _isWatched = value;
    }

    /// <summary>How far the match has come, if that has not been taken already; else null.</summary>
    public MovesSoFar? Take() => Interlocked.Exchange(ref _news, null);

    /// <summary>Called by the referee after every move, on its own thread.</summary>
    internal void Note(Transcript transcript, ImmutableArray<long>.Builder moveTimes)
    {
        if (_isWatched) Interlocked.Exchange(ref _news, new MovesSoFar(transcript.ToArray(), moveTimes.ToImmutable()));
    }
}

/// <summary>What has been played of a match.</summary>
/// <param name="Transcript">Every action so far, written by <see cref="Matches.Transcript"/>.</param>
/// <param name="MoveTimes">How long the agents' actions took, in microseconds, as <see cref="MatchRecord.MoveTimes"/> has them.</param>
public sealed record MovesSoFar(byte[] Transcript, ImmutableArray<long> MoveTimes);
