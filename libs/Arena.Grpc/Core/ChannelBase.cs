namespace Grpc.Core;

/// <summary>A way to one target, over which calls are made.</summary>
public abstract class ChannelBase
{
    private int _shutdown;

    /// <summary>Makes a channel to <paramref name="target"/>.</summary>
    protected ChannelBase(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    /// <summary>The target, as host and port.</summary>
    public string Target { get; }

    /// <summary>Makes an invoker for calls over this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Shuts the channel down; once.</summary>
    /// <exception cref="InvalidOperationException">It has been shut down before.</exception>
    public Task ShutdownAsync() =>
        Interlocked.Exchange(ref _shutdown, 1) == 0
            ? ShutdownAsyncCore()
            : throw new InvalidOperationException("The channel has been shut down already.");

    /// <summary>Does the shutting down.</summary>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
