using System.Net.Sockets;

namespace Arena.Hosting.Engine;

/// <summary>
/// One client's HTTP/2 connection, whose streams are dealt out among the replicas. Frames are passed on as they are, under
/// the numbers that they have: what a replica sees are some of the client's streams, in order.
/// </summary>
/// <remarks>
/// <para>
/// Header blocks are never decoded. Both sides are told that there is no memory for headers (a dynamic table of size 0), so every
/// block can be understood by itself. A client may have sent blocks before it heard that; until it has acknowledged, all its
/// streams go to one replica, whose table then is the client's.
/// </para>
/// <para>
/// A stream's flow control is between client and replica. The connection's is not: what the client may send is never more than
/// any replica is ready to take, so nothing ever has to be kept back here; and what replicas send waits for the client's window.
/// </para>
/// </remarks>
internal sealed partial class Http2Relay(Socket client, Upstream upstream)
{
    private const byte Ack = 0x1;
    private const uint RefusedStream = 0x7;
    private const int CreditStep = 32 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, RelayStream> _streams = [];
    private readonly FrameWriter _writer = new(client);
    private readonly SendWindow _clientWindow = new();
    private readonly HeaderBlock _headers = new();
    private Http2Settings _clientSettings = Http2Settings.Default;
    private ReplicaConnection? _pinned;

    /// <summary>Replaced as a whole, so that it can be read without the lock.</summary>
    private volatile ReplicaConnection[] _connections = [];

    private int _lastStreamId;

    /// <summary>How much the client may still send, over all streams.</summary>
    private long _credit = Http2Settings.DefaultWindow;

    public async Task RunAsync(byte[] opening, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var reader = new FrameReader(client, opening.AsSpan(Http2Preface.Length));
            if (!await TryShakeHandsAsync(reader, over.Token).ConfigureAwait(false))
                return;
            while (await reader.ReadAsync(over.Token).ConfigureAwait(false) is { } frame)
            {
                await HandleAsync(frame, over.Token).ConfigureAwait(false);
                if (!reader.HasNext)
                    await FlushAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            Close();
        }
    }

    // Each side is told of the other's limits, so one replica has to answer before the client does.
    private async Task<bool> TryShakeHandsAsync(FrameReader reader, CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is not { Type: FrameType.Settings, IsAck: false } first)
            return false;
        _clientSettings = _clientSettings.With(first.Payload);
        if (await Dialer.ConnectAsync(upstream, cancellationToken).ConfigureAwait(false) is not var (socket, replica))
            return false;

        replica.Leave(); // Its streams are counted, not the connection.
        _pinned = await AttachAsync(ReplicaConnection.Over(replica, socket, _clientSettings), cancellationToken).ConfigureAwait(false);
        _announced = await _pinned.Settings.ConfigureAwait(false);
        _writer.Write(FrameType.Settings, flags: 0, streamId: 0, _announced.Encode(toServer: false));
        _writer.Write(FrameType.Settings, Ack, streamId: 0, []);
        _writer.Flush();
        return true;
    }

    private async ValueTask HandleAsync(Frame frame, CancellationToken cancellationToken)
    {
        switch (frame.Type)
        {
            case FrameType.Data:
                ForwardData(frame);
                break;
            case FrameType.Headers or FrameType.Continuation:
                if (_headers.Add(frame))
                    await ForwardHeadersAsync(cancellationToken).ConfigureAwait(false);
                break;
            case FrameType.ResetStream:
                if (Forward(frame) is { } reset)
                    Remove(reset);
                break;
            case FrameType.WindowUpdate when frame.StreamId == 0:
                _clientWindow.Grow(frame.Increment);
                break;
            case FrameType.WindowUpdate:
                Forward(frame);
                break;
            case FrameType.Settings:
                HandleSettings(frame);
                break;
            case FrameType.Ping when !frame.IsAck:
                _writer.Write(FrameType.Ping, Ack, streamId: 0, frame.Payload);
                break;
            case FrameType.PushPromise:
                throw new Http2Exception("a PUSH_PROMISE from a client");
        }
    }

    private void HandleSettings(Frame frame)
    {
        if (frame.IsAck)
        {
            _pinned = null;
            return;
        }

        _clientSettings = _clientSettings.With(frame.Payload);
        _writer.Write(FrameType.Settings, Ack, streamId: 0, []);
        foreach (var connection in _connections)
            connection.Writer.Write(FrameType.Settings, flags: 0, streamId: 0, _clientSettings.Encode(toServer: true));
    }

    private async ValueTask ForwardHeadersAsync(CancellationToken cancellationToken)
    {
        if (Find(_headers.StreamId) is { } open)
        {
            Send(open);
            return;
        }

        // Trailers of a stream that is over by now are of interest to nobody.
        if (_headers.StreamId <= _lastStreamId)
            return;
        _lastStreamId = _headers.StreamId;
        if (await ChooseAsync(cancellationToken).ConfigureAwait(false) is not { } connection)
        {
            _writer.Write(FrameType.ResetStream, _headers.StreamId, RefusedStream);
            return;
        }

        var stream = new RelayStream(_headers.StreamId, connection);
        connection.Replica.Enter();
        lock (_gate)
            _streams.Add(stream.Id, stream);
        Send(stream);
    }

    private void Send(RelayStream stream)
    {
        stream.Connection.Writer.Write(_headers.Frames);
        if (_headers.EndsStream && stream.CloseHalf())
            Remove(stream);
    }

    private void ForwardData(Frame frame)
    {
        RelayStream? stream;
        lock (_gate)
        {
            _credit -= frame.PayloadLength;
            if (_credit < 0)
                throw new Http2Exception("more than the connection's window");
            if (_streams.TryGetValue(frame.StreamId, out stream))
                stream.Connection.SendWindow -= frame.PayloadLength;
            GrantCredit_NeedsLock();
        }

        if (stream is null)
            return;
        stream.Connection.Writer.Write(frame.Bytes.Span);
        if (frame.EndsStream && stream.CloseHalf())
            Remove(stream);
    }

    private RelayStream? Forward(Frame frame)
    {
        var stream = Find(frame.StreamId);
        stream?.Connection.Writer.Write(frame.Bytes.Span);
        return stream;
    }

    /// <summary>The client may send what every replica is ready to take, and no more than it may send at the start: a new replica takes no more.</summary>
    private void GrantCredit_NeedsLock()
    {
        var grantable = (long)Http2Settings.DefaultWindow;
        foreach (var connection in _connections)
            grantable = Math.Min(grantable, connection.SendWindow);
        if (grantable - _credit < CreditStep)
            return;
        _writer.Write(FrameType.WindowUpdate, streamId: 0, (uint)(grantable - _credit));
        _credit = grantable;
    }

    private async ValueTask FlushAsync()
    {
        foreach (var connection in _connections)
            await connection.Writer.DrainAsync().ConfigureAwait(false);
        await _writer.DrainAsync().ConfigureAwait(false);
    }

    private RelayStream? Find(int id)
    {
        lock (_gate)
            return _streams.GetValueOrDefault(id);
    }

    private void Remove(RelayStream stream)
    {
        lock (_gate)
            _streams.Remove(stream.Id);
        if (stream.TryLeave())
            stream.Connection.Replica.Leave();
    }

    private void Close()
    {
        foreach (var connection in _connections)
            connection.Dispose();
        RelayStream[] left;
        lock (_gate)
            left = [.. _streams.Values];
        foreach (var stream in left)
            Remove(stream);
    }
}
