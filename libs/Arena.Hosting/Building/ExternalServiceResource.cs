using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting;

/// <summary>A service that somebody else runs, known by its address.</summary>
public sealed class ExternalServiceResource : Resource
{
    public ExternalServiceResource(string name, Uri uri)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (Fault(uri) is { } fault)
            throw new ArgumentException($"'{uri}' cannot be the address of '{name}': {fault}.", nameof(uri));
        Uri = uri;
    }

    public ExternalServiceResource(string name, ParameterResource urlParameter)
        : base(name) => UrlParameter = urlParameter ?? throw new ArgumentNullException(nameof(urlParameter));

    public Uri? Uri { get; }

    public ParameterResource? UrlParameter { get; }

    /// <summary>The address, checked; a parameter is asked for its value now.</summary>
    internal async ValueTask<Uri> GetUriAsync(CancellationToken cancellationToken)
    {
        if (Uri is not null)
            return Uri;

        var text = await UrlParameter!.GetValueAsync(cancellationToken).ConfigureAwait(false);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
            throw new DistributedApplicationException($"The parameter '{UrlParameter.Name}' is '{text}', which is not the absolute URL that '{Name}' needs.");
        return Fault(uri) is { } fault
            ? throw new DistributedApplicationException($"The parameter '{UrlParameter.Name}' is '{text}', which cannot be the address of '{Name}': {fault}.")
            : uri;
    }

    private static string? Fault(Uri uri) => uri switch
    {
        { IsAbsoluteUri: false } => "wanted an absolute URL",
        { AbsolutePath: not "/" } => "its path must be '/'",
        { Fragment.Length: > 0 } => "it has a fragment",
        _ => null,
    };
}
