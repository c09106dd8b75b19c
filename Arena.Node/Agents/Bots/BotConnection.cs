using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Arena.Contracts.V1;

namespace Arena.Node.Agents.Bots;

/// <summary>One stream of a bot, and what waits to go down it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without a timer holds nothing to dispose of.")]
internal sealed class BotConnection
{
    // A bot that lets this many messages pile up does not read.
    private const int Capacity = 4_096;

    private readonly Channel<HostMessage> _outgoing =
        Channel.CreateBounded<HostMessage>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly CancellationTokenSource _closed = new();

    public ChannelReader<HostMessage> Outgoing => _outgoing.Reader;

    /// <summary>Cancelled when the node gives the stream up.</summary>
    public CancellationToken Closed => _closed.Token;

    public void Send(HostMessage message)
    {
        if (!_outgoing.Writer.TryWrite(message))
            Close();
    }

    /// <summary>Why the node gave it up, where the bot is to be told.</summary>
    public string? Refusal { get; private set; }

    public void Close(string? why = null)
    {
        Refusal ??= why;
        _ = _closed.CancelAsync();
    }
}
