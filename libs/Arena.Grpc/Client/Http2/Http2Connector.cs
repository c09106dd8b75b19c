using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Grpc.Net.Client.Internal.Http2;

/// <summary>Makes connections to a server: TCP, TLS with ALPN where the address is https, and the hellos of HTTP/2.</summary>
internal sealed class Http2Connector(Uri address, ChannelSecurity security, ConnectionTracker tracker, HeaderList commonHeaders)
{
    /// <summary>How long a server has for all of it.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <exception cref="HttpRequestException">There is no connection to be had, for the reason it says.</exception>
    internal async Task<Http2Connection> ConnectAsync(Action onRoom, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        try
        {
            var stream = await OpenAsync(limit.Token).ConfigureAwait(false);
            var connection = new Http2Connection(stream, new HpackEncoder(security.IsSecure, address.Authority, commonHeaders), onRoom);
            try
            {
                await connection.StartAsync(limit.Token).ConfigureAwait(false);
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (OperationCanceledException ex) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(HttpRequestError.ConnectionError, $"no answer within {Timeout.TotalSeconds:0} s", ex);
        }
        catch (Exception ex) when (ex is not (OperationCanceledException or HttpRequestException))
        {
            throw Unreachable(ErrorOf(ex), ex.Message, ex);
        }
    }

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var stream = await tracker.OpenAsync(cancellationToken).ConfigureAwait(false);
        if (!security.IsSecure)
            return stream;
        var tls = new SslStream(stream);
        try
        {
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = address.IdnHost,
                ApplicationProtocols = [SslApplicationProtocol.Http2],
            };
            ChannelTls.Apply(options, security, address.IdnHost);
            await tls.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            if (tls.NegotiatedApplicationProtocol != SslApplicationProtocol.Http2)
                throw Unreachable(HttpRequestError.VersionNegotiationError, "the server does not offer HTTP/2 (ALPN h2)", null);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static HttpRequestError ErrorOf(Exception exception) => exception switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } =>
            HttpRequestError.NameResolutionError,
        AuthenticationException => HttpRequestError.SecureConnectionError,
        Http2ConnectionException => HttpRequestError.InvalidResponse,
        _ => HttpRequestError.ConnectionError,
    };

    private HttpRequestException Unreachable(HttpRequestError error, string why, Exception? cause) =>
        new(error, $"No connection to {address.Authority}: {why}.", cause);
}
