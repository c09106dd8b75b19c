using System.Globalization;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// From request to response headers, in as many attempts as it takes. A call may be tried again until it has response
/// headers (it is committed then), and only when its request is one message: a stream is gone once sent.
/// </summary>
internal sealed partial class ClientCall<TRequest, TResponse>
{
    private ValueTask<ICallResponse> ConnectAsync(RequestBody body)
    {
        var plan = body is UnaryBody ? _channel.Retries?.For(_method) : null;
        if (plan is not null || _options.IsWaitForReady)
            return ConnectAsync(body, plan);
        // Mostly there at once: a state machine less on the way of every call.
        var request = CreateRequestAsync(body, attempt: 1);
        return request.IsCompletedSuccessfully ? SendAsync(request.Result) : SendWhenCreatedAsync(request);
    }

    private async ValueTask<ICallResponse> SendWhenCreatedAsync(ValueTask<CallRequest> request) =>
        await SendAsync(await request.ConfigureAwait(false)).ConfigureAwait(false);

    private ValueTask<ICallResponse> SendAsync(CallRequest request) =>
        _channel.Transport.SendAsync(request, _cancellation.Token);

    private async ValueTask<ICallResponse> ConnectAsync(RequestBody body, RetryPlan? plan)
    {
        ConnectBackoff? backoff = null;
        for (var attempt = 1; ;)
        {
            var request = await CreateRequestAsync(body, attempt).ConfigureAwait(false);
            ICallResponse? response = null;
            TimeSpan wait;
            try
            {
                response = await SendAsync(request).ConfigureAwait(false);
                if (plan is null || !WantsRetry(plan, attempt, response, out wait))
                    return response;
            }
            catch (HttpRequestException ex) when (_options.IsWaitForReady && ClientFailure.IsUnreachable(ex))
            {
                backoff ??= new ConnectBackoff(_channel.Options);
                wait = backoff.Next();
                attempt--;
            }
            catch (Exception ex) when (plan is not null && !IsFinished
                && WantsRetry(plan, attempt, ClientFailure.ToStatus(ex).StatusCode, null, out wait))
            {
                // Falls through to the next attempt.
            }

            response?.Dispose();
            await Task.Delay(wait, _cancellation.Token).ConfigureAwait(false);
            attempt++;
        }
    }

    private bool WantsRetry(RetryPlan plan, int attempt, ICallResponse response, out TimeSpan wait)
    {
        wait = default;
        if ((response.Headers.TryReadStatus() ?? response.Headers.Refuses(response.HttpStatus)) is { } status)
            return WantsRetry(
                plan, attempt, status.StatusCode, response.Headers.Get(RetryPlan.PushbackHeader), out wait);
        _channel.Retries!.Throttle?.Succeeded();
        return false;
    }

    private bool WantsRetry(RetryPlan plan, int attempt, StatusCode code, string? pushback, out TimeSpan wait)
    {
        wait = default;
        return plan.IsRetryable(code)
            && _channel.Retries!.Throttle?.Failed() != false
            && plan.TryNext(attempt, pushback, out wait);
    }

    private static void AddAttempts(CallRequest request, int attempt)
    {
        if (attempt > 1)
            request.AddHeader(RetryPlan.PreviousAttemptsHeader, (attempt - 1).ToString(CultureInfo.InvariantCulture));
    }
}
