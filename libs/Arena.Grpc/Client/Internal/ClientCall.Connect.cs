using System.Globalization;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// From request to response headers, in as many attempts as it takes. A call may be tried again until it has response
/// headers (it is committed then), and only when its request is one message: a stream is gone once sent.
/// </summary>
internal sealed partial class ClientCall<TRequest, TResponse>
{
    private Task<HttpResponseMessage> ConnectAsync(HttpContent content)
    {
        var plan = content is UnaryContent ? _channel.Retries?.For(_method) : null;
        if (plan is not null || _options.IsWaitForReady)
            return ConnectAsync(content, plan);
        // Mostly there at once: a state machine less on the way of every call.
        var request = CreateRequestAsync(content, attempt: 1);
        return request.IsCompletedSuccessfully ? SendAsync(request.Result) : SendWhenCreatedAsync(request);
    }

    private async Task<HttpResponseMessage> SendWhenCreatedAsync(ValueTask<HttpRequestMessage> request) =>
        await SendAsync(await request.ConfigureAwait(false)).ConfigureAwait(false);

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        _channel.Invoker.SendAsync(request, _cancellation.Token);

    private async Task<HttpResponseMessage> ConnectAsync(HttpContent content, RetryPlan? plan)
    {
        ConnectBackoff? backoff = null;
        for (var attempt = 1; ;)
        {
            // Not disposed of: that would free the content, which the next attempt needs and HttpClient may still be
            // sending. Whoever opened the call frees it.
            var request = await CreateRequestAsync(content, attempt).ConfigureAwait(false);
            HttpResponseMessage? response = null;
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

    private bool WantsRetry(RetryPlan plan, int attempt, HttpResponseMessage response, out TimeSpan wait)
    {
        wait = default;
        if ((HeaderReader.TryReadStatus(response.Headers) ?? HeaderReader.Refuses(response)) is { } status)
            return WantsRetry(
                plan, attempt, status.StatusCode, HeaderReader.Get(response.Headers, RetryPlan.PushbackHeader), out wait);
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

    private static void AddAttempts(HttpRequestMessage request, int attempt)
    {
        if (attempt > 1)
            request.Headers.TryAddWithoutValidation(
                RetryPlan.PreviousAttemptsHeader, (attempt - 1).ToString(CultureInfo.InvariantCulture));
    }
}
