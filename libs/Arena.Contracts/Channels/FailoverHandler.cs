using System.Globalization;
using Grpc.Core;

namespace Arena.Contracts.Channels;

/// <summary>
/// Sends each request to the replica that is called now, and to another when no connection to that one comes to be. A request that may
/// have been heard is not sent again: whoever made it decides; what it then sends goes to another replica.
/// </summary>
/// <remarks>
/// gRPC's own balancing ("pick first") connects to the first address that takes a connection, which one that is paused does, too; and it
/// checks the certificates of all of them against one name.
/// </remarks>
internal sealed class FailoverHandler(ReplicaAddresses addresses, HttpMessageHandler transport) : HttpMessageHandler
{
    private static readonly string _unavailable = ((int)StatusCode.Unavailable).ToString(CultureInfo.InvariantCulture);

    private readonly HttpMessageInvoker _transport = new(transport);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = request.RequestUri!.PathAndQuery;
        for (var tries = 1; ; tries++)
        {
            var address = addresses.Current;
            request.RequestUri = new Uri(address, call);
            try
            {
                var response = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (response.Headers.TryGetValues("grpc-status", out var status) && status.Contains(_unavailable))
                    addresses.PassOver(address);
                return response;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                addresses.PassOver(address);
                if (!IsUnheard(failure) || tries >= addresses.All.Count)
                    throw;
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _transport.Dispose();
        base.Dispose(disposing);
    }

    // No connection came to be, or not in time.
    private static bool IsUnheard(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: var error } => error is HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
        OperationCanceledException { InnerException: TimeoutException } => true,
        _ => false,
    };
}
