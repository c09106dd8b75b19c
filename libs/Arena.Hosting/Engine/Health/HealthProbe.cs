using Arena.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Arena.Hosting.Engine;

/// <summary>Asks every health check of one instance, once.</summary>
internal sealed class HealthProbe(IServiceProvider services, IOptions<HealthCheckServiceOptions> options)
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(5);

    private readonly HttpProbe _http = new();

    public async Task<HealthReportSnapshot[]> CheckAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var checks = instance.Resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => CheckAsync(check, instance, cancellationToken));
        return await Task.WhenAll(checks).ConfigureAwait(false);
    }

    /// <summary>A key that nobody registered would leave the resource unhealthy for ever, so it is refused before anything starts.</summary>
    public void RequireRegistered(IResource resource)
    {
        foreach (var check in resource.Annotations.OfType<HealthCheckAnnotation>())
        {
            if (check is not HttpHealthCheckAnnotation && Find(check.Key) is null)
            {
                throw new DistributedApplicationException(
                    $"'{resource.Name}' has the health check '{check.Key}', which is not registered; registered are: {string.Join(", ", options.Value.Registrations.Select(r => r.Name).DefaultIfEmpty("none"))}.");
            }
        }
    }

    private async Task<HealthReportSnapshot> CheckAsync(HealthCheckAnnotation check, ResourceInstance instance, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        HealthCheckResult result;
        try
        {
            result = check is HttpHealthCheckAnnotation http
                ? await _http.CheckAsync(http, instance, limit.Token).ConfigureAwait(false)
                : await CheckRegisteredAsync(check.Key, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            result = HealthCheckResult.Unhealthy($"no answer within {_timeout.TotalSeconds} s");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            result = HealthCheckResult.Unhealthy(fault.Message, fault);
        }

        return new HealthReportSnapshot(check.Key, result.Status, result.Description, result.Exception?.ToString()) { LastRunAt = DateTime.UtcNow };
    }

    // The checks are asked one by one, not through HealthCheckService, which would log every "not yet" of a start as an error.
    private Task<HealthCheckResult> CheckRegisteredAsync(string key, CancellationToken cancellationToken)
    {
        var registration = Find(key)!;
        var check = registration.Factory(services);
        return check.CheckHealthAsync(new HealthCheckContext { Registration = registration }, cancellationToken);
    }

    private HealthCheckRegistration? Find(string key) => options.Value.Registrations.FirstOrDefault(r => r.Name == key);
}
