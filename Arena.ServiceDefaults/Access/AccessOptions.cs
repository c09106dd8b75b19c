using Microsoft.Extensions.Configuration;

namespace Arena.ServiceDefaults.Access;

/// <summary>Configuration section <c>Access</c>: who is let in.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>
    /// Whether callers must show a key or a token. Default: yes if any other of these settings is there, else no; then the service must
    /// not listen where other machines reach it.
    /// </summary>
    public bool? Required { get; set; }

    /// <summary>A key of the system's administrator, of at least 32 characters, beside those in the ledger. Default: none.</summary>
    public string? AdminKey { get; set; }

    /// <summary>
    /// What nodes show, of at least 32 characters: to the control plane, and to one another. Either all have the same, or each has one
    /// that <c>arena keys create --role node</c> has made. Default: none.
    /// </summary>
    public string? NodeKey { get; set; }

    /// <summary>
    /// A PEM file of the authorities whose certificates nodes may show instead of a key (mTLS, on https endpoints). Default: none.
    /// </summary>
    public string? NodeAuthority { get; set; }

    /// <summary>A PEM file with the certificate that this node shows, by <c>https</c>. Default: none.</summary>
    public string? NodeCertificate { get; set; }

    /// <summary>A PEM file with its private key.</summary>
    public string? NodeCertificateKey { get; set; }

    /// <summary>The issuer of tokens (JWT) that are taken beside keys: an OpenID Connect provider's address. Default: none.</summary>
    public string? Issuer { get; set; }

    /// <summary>For whom its tokens must be. Wanted with an issuer.</summary>
    public string? Audience { get; set; }

    /// <summary>The claim that names the caller's role, or several of which the highest counts.</summary>
    public string RoleClaim { get; set; } = "arena_role";

    /// <summary>The claim that names the caller's tenant.</summary>
    public string TenantClaim { get; set; } = "arena_tenant";

    /// <summary>The claim that names the agents that the caller may play as. Without it: any of the tenant's.</summary>
    public string AgentsClaim { get; set; } = "arena_agents";

    /// <summary>Whether callers must say who they are.</summary>
    public bool IsRequired => Required ?? (AdminKey ?? NodeKey ?? Issuer ?? NodeAuthority) is not null;

    /// <summary>As configured, before there are services.</summary>
    public static AccessOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration.GetSection(Section).Get<AccessOptions>() ?? new AccessOptions();
    }
}
