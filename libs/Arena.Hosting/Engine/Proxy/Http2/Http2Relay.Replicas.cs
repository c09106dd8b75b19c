using System.Net.Sockets;

namespace Arena.Hosting.Engine;

/// <summary>The other side: connections to the replicas, and what they answer.</summary>
internal sealed partial class Http2Relay
{
    private const byte EndStreamAndHeaders = 0x5;
    private const uint NoError = 0x0;
    private const uint InternalError = 0x2;
    private static readonly TimeSpan _handshakeLimit = TimeSpan.FromSeconds(5);

    private Http2Settings? _announced;

    /// <summary>
    /// A header block that needs no table: <c>:status 503, grpc-status 14, grpc-message "the replica is gone"</c>. To a gRPC client that
    /// is UNAVAILABLE, to any other one it is what it is.
    /// </summary>
    private static ReadOnlySpan<byte> Gone => "\u0008\u0003503\0\u000Bgrpc-status\u000214\0\u000Cgrpc-message\u0013the replica is gone"u8;

    /// <summary>A connection to the replica with the least to do; null when none can be had.</summary>
    private async ValueTask<ReplicaConnection?> ChooseAsync(CancellationToken cancellationToken)
    {
        if (_pinned is { } pinned)
            return pinned.IsClosing ? throw new Http2Exception("the replica that knows this client's headers is gone") : pinned;

        HashSet<Replica>? tried = null;
        while (upstream.Choose(tried) is { } replica)
        {
            if (Existing(replica) is { } existing)
                return existing;
            if (await TryOpenAsync(replica, cancellationToken).ConfigureAwait(false) is { } opened)
                return opened;
            (tried ??= []).Add(replica);
        }

        return null;
    }

    private ReplicaConnection? Existing(Replica replica)
    {
        foreach (var connection in _connections)
        {
            if (connection.Replica == replica && !connection.IsClosing)
                return connection;
        }

        return null;
    }

    private async Task<ReplicaConnection?> TryOpenAsync(Replica replica, CancellationToken cancellationToken)
    {
        if (await Dialer.TryConnectAsync(replica, cancellationToken).ConfigureAwait(false) is not { } socket)
            return null;

        try
        {
            var connection = await AttachAsync(ReplicaConnection.Over(replica, socket, _clientSettings), cancellationToken).ConfigureAwait(false);

            // The client has been told how much it may send on a stream; a replica that sees this differently cannot have it.
            if ((await connection.Settings.ConfigureAwait(false)).InitialWindowSize == _announced!.InitialWindowSize)
                return connection;
            connection.Dispose();
            return null;
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<ReplicaConnection> AttachAsync(ReplicaConnection connection, CancellationToken cancellationToken)
    {
        lock (_gate)
            _connections = [.. _connections, connection];
        _ = Task.Run(() => ServeAsync(connection, cancellationToken), CancellationToken.None);
        try
        {
            await connection.Settings.WaitAsync(_handshakeLimit, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async Task ServeAsync(ReplicaConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            while (await connection.Reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } frame)
            {
                await HandleAsync(connection, frame, cancellationToken).ConfigureAwait(false);
                if (connection.Reader.HasNext)
                    continue;
                connection.Writer.Flush();
                await _writer.DrainAsync().ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException or ObjectDisposedException or Http2Exception)
        {
            // What this means for its streams is the same whatever it was.
        }
        finally
        {
            Lose(connection);
        }
    }

    private async ValueTask HandleAsync(ReplicaConnection connection, Frame frame, CancellationToken cancellationToken)
    {
        switch (frame.Type)
        {
            case FrameType.Data:
                await AnswerAsync(connection, frame, cancellationToken).ConfigureAwait(false);
                break;
            case FrameType.Headers or FrameType.Continuation:
                if (connection.Headers.Add(frame))
                    AnswerHeaders(connection);
                break;
            case FrameType.ResetStream:
                if (Answer(connection, frame) is { } reset)
                    Remove(reset);
                break;
            case FrameType.WindowUpdate when frame.StreamId == 0:
                lock (_gate)
                {
                    connection.SendWindow += frame.Increment;
                    GrantCredit_NeedsLock();
                }

                break;
            case FrameType.WindowUpdate:
                Answer(connection, frame);
                break;
            case FrameType.Settings when !frame.IsAck:
                connection.Learn(Http2Settings.Default.With(frame.Payload));
                connection.Writer.Write(FrameType.Settings, Ack, streamId: 0, []);
                break;
            case FrameType.Ping when !frame.IsAck:
                connection.Writer.Write(FrameType.Ping, Ack, streamId: 0, frame.Payload);
                break;
            case FrameType.GoAway:
                connection.IsClosing = true;
                FailAll(connection, aboveStreamId: frame.LastStreamId);
                break;
            case FrameType.PushPromise:
                throw new Http2Exception("a PUSH_PROMISE, which had been declined");
        }
    }

    private async ValueTask AnswerAsync(ReplicaConnection connection, Frame frame, CancellationToken cancellationToken)
    {
        if (FindOn(connection, frame.StreamId) is { } stream)
        {
            var taking = _clientWindow.TakeAsync(frame.PayloadLength, cancellationToken);
            if (!taking.IsCompleted)
                _writer.Flush();
            await taking.ConfigureAwait(false);
            _writer.Write(frame.Bytes.Span);
            if (frame.EndsStream && stream.CloseHalf())
                Remove(stream);
        }

        connection.Return(frame.PayloadLength);
    }

    private void AnswerHeaders(ReplicaConnection connection)
    {
        if (FindOn(connection, connection.Headers.StreamId) is not { } stream)
            return;
        stream.HasAnswer = true;
        _writer.Write(connection.Headers.Frames);
        if (connection.Headers.EndsStream && stream.CloseHalf())
            Remove(stream);
    }

    private RelayStream? Answer(ReplicaConnection connection, Frame frame)
    {
        var stream = FindOn(connection, frame.StreamId);
        if (stream is not null)
            _writer.Write(frame.Bytes.Span);
        return stream;
    }

    private RelayStream? FindOn(ReplicaConnection connection, int streamId) =>
        Find(streamId) is { } stream && stream.Connection == connection ? stream : null;

    private void Lose(ReplicaConnection connection)
    {
        connection.Dispose();
        lock (_gate)
        {
            _connections = [.. _connections.Where(c => c != connection)];
            GrantCredit_NeedsLock();
        }

        FailAll(connection, aboveStreamId: 0);
        _writer.Flush();
    }

    /// <summary>An answer that has not begun becomes an error that can be read; one that has begun can only be broken off.</summary>
    private void FailAll(ReplicaConnection connection, int aboveStreamId)
    {
        RelayStream[] lost;
        lock (_gate)
            lost = [.. _streams.Values.Where(s => s.Connection == connection && s.Id > aboveStreamId)];
        foreach (var stream in lost)
        {
            if (!stream.HasAnswer)
                _writer.Write(FrameType.Headers, EndStreamAndHeaders, stream.Id, Gone);
            _writer.Write(FrameType.ResetStream, stream.Id, stream.HasAnswer ? InternalError : NoError);
            Remove(stream);
        }
    }
}
