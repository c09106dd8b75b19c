using Arena.Contracts.Channels;
using Microsoft.Extensions.Options;

namespace Arena.ServiceDefaults.Access;

internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    private const int LeastSecret = 32;

    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        string?[] faults =
        [
            Secret(nameof(AccessOptions.AdminKey), options.AdminKey),
            Secret(nameof(AccessOptions.NodeKey), options.NodeKey),
            options.AdminKey is not null && options.AdminKey == options.NodeKey
                ? "Access:AdminKey and Access:NodeKey are the same; wanted two: a node is no administrator." : null,
            IssuerFault(options),
            AuthorityFault(options),
            CertificateFault(options),
        ];
        return faults.OfType<string>().ToArray() is { Length: > 0 } found
            ? ValidateOptionsResult.Fail(found)
            : ValidateOptionsResult.Success;
    }

    // What was found is a secret, and not told.
    private static string? Secret(string setting, string? value) => value is null or { Length: >= LeastSecret } && !IsSpaced(value)
        ? null
        : $"Access:{setting} has {value!.Length} characters; wanted at least {LeastSecret} without spaces, such as 'openssl rand -hex 32' "
        + "prints, or a key of 'arena keys create'.";

    private static bool IsSpaced(string? value) => value?.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) == true;

    private static string? AuthorityFault(AccessOptions options) =>
        options.NodeAuthority is { } path && FaultOf(() => TrustedRoots.Read(path)) is { } fault ? $"Access:NodeAuthority: {fault}" : null;

    private static string? CertificateFault(AccessOptions options)
    {
        if (options.NodeCertificate is null != options.NodeCertificateKey is null)
            return "Access:NodeCertificate and Access:NodeCertificateKey go together: one is set without the other.";
        return FaultOf(() => NodeCertificate.Read(options));
    }

    private static string? FaultOf(Func<object?> read)
    {
        try
        {
            read();
            return null;
        }
        catch (InvalidOperationException fault)
        {
            return fault.Message;
        }
    }

    private static string? IssuerFault(AccessOptions options)
    {
        if (options.Issuer is null)
            return options.Audience is null ? null : "Access:Audience is set without Access:Issuer; wanted both or neither.";
        if (!Uri.TryCreate(options.Issuer, UriKind.Absolute, out var issuer)
            || (issuer.Scheme != Uri.UriSchemeHttps && !(issuer.Scheme == Uri.UriSchemeHttp && issuer.IsLoopback)))
        {
            return $"Access:Issuer is '{options.Issuer}'; wanted an https address, such as https://login.example.org/realms/arena.";
        }

        return string.IsNullOrWhiteSpace(options.Audience)
            ? "Access:Audience is not set; wanted the audience of this system's tokens: those for others must not be taken."
            : null;
    }
}
