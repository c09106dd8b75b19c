using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Hosting.Engine;

internal sealed class ExternalServiceHealthCheck(ExternalServiceResource service, string path, int statusCode) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var address = await service.GetUriAsync(cancellationToken).ConfigureAwait(false);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        return await HttpProbe.AskAsync(request, statusCode, cancellationToken).ConfigureAwait(false);
    }
}
