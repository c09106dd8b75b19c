using System.Security.Cryptography.X509Certificates;
using Arena.Contracts.Channels;
using Microsoft.AspNetCore.Authentication.Certificate;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.ServiceDefaults.Access;

/// <summary>
/// Finds out that a node calls by the certificate that it shows in the TLS handshake, where an authority that issues them is configured.
/// A certificate of another authority, or for another use, or out of its time, is nobody's; the handshake goes on, so that callers with
/// keys are let in beside.
/// </summary>
internal static class CertificateScheme
{
    public const string Name = "certificate";

    /// <summary>Adds it, where nodes may show certificates.</summary>
    public static void AddTo(WebApplicationBuilder builder)
    {
        if (AccessOptions.From(builder.Configuration).NodeAuthority is not { } authority)
            return;
        builder.Services.AddAuthentication().AddCertificate(Name, options => Configure(options, TrustedRoots.Read(authority)));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
        {
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.AllowAnyClientCertificate(); // whose it is, is looked at with every call
        }));
    }

    /// <summary>Whether the connection shows one, and nothing else is shown.</summary>
    public static bool IsShown(HttpContext context, AccessOptions options) =>
        options.NodeAuthority is not null
        && context.Request.Headers.Authorization.Count == 0
        && context.Connection.ClientCertificate is not null;

    private static void Configure(CertificateAuthenticationOptions options, X509Certificate2Collection authority)
    {
        options.AllowedCertificateTypes = CertificateTypes.Chained;
        options.ChainTrustValidationMode = X509ChainTrustMode.CustomRootTrust;
        options.CustomTrustStore = authority;
        options.RevocationMode = X509RevocationMode.NoCheck; // certificates of such an authority are for days, and have no list
        options.ValidateCertificateUse = true;
        options.ValidateValidityPeriod = true;
        options.Events = new CertificateAuthenticationEvents
        {
            OnCertificateValidated = validated =>
            {
                validated.Principal = CallerOf(validated.ClientCertificate).ToPrincipal(Name);
                validated.Success();
                return Task.CompletedTask;
            },
        };
    }

    private static Caller CallerOf(X509Certificate2 certificate) => new(
        $"certificate:{certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)}", Caller.DefaultTenant, Role.Node, [])
    {
        Until = new DateTimeOffset(certificate.NotAfter),
    };
}
