using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting;

/// <summary>An external service's address as the value of an environment variable.</summary>
internal sealed class ExternalServiceUrl(ExternalServiceResource service) : IExpressionValue, IValueWithReferences
{
    public string ValueExpression => service.Uri?.ToString() ?? service.UrlParameter!.ValueExpression;

    public IEnumerable<object> References => service.UrlParameter is { } parameter ? [service, parameter] : [service];

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        (await service.GetUriAsync(cancellationToken).ConfigureAwait(false)).ToString();
}
