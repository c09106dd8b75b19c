using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Arena.ServiceDefaults.Access;

/// <summary>
/// Finds out who calls by a token (JWT, RFC 7519) of the configured issuer, as RFC 8725 advises: only signatures by algorithms with a
/// public key, only this issuer, only for this audience, only with an end. The issuer's keys are fetched, kept, and fetched again for a
/// key that is not known.
/// </summary>
internal static class TokenScheme
{
    public const string Name = "token";

    private static readonly TimeSpan _skew = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _keysAreGood = TimeSpan.FromMinutes(15);

    private static readonly string[] _algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void Configure(JwtBearerOptions jwt, AccessOptions access)
    {
        jwt.Authority = access.Issuer;
        jwt.RequireHttpsMetadata = access.Issuer?.StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase) == true;
        jwt.MapInboundClaims = false;
        jwt.IncludeErrorDetails = false;
        jwt.SaveToken = false;
        jwt.AutomaticRefreshInterval = _keysAreGood;
        jwt.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = access.Issuer,
            ValidAudience = access.Audience,
            ValidAlgorithms = _algorithms,
            ValidateIssuerSigningKey = true,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = _skew,
        };
        jwt.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                if (CallerOf(context.Principal!, context.SecurityToken.ValidTo, access) is { } caller)
                    context.Principal = caller.ToPrincipal(Name);
                return Task.CompletedTask;
            },
        };
    }

    /// <summary>A key that the issuer has taken back is not good because it once was.</summary>
    public static void ForgetOldKeys(JwtBearerOptions jwt)
    {
        if (jwt.ConfigurationManager is BaseConfigurationManager keys)
            keys.UseLastKnownGoodConfiguration = false;
    }

    /// <summary>Null when the token's claims name no role or no tenant: then it is somebody who may do nothing here.</summary>
    private static Caller? CallerOf(ClaimsPrincipal principal, DateTime validTo, AccessOptions access)
    {
        var roles = principal.FindAll(access.RoleClaim).Select(claim => RoleWord.Read(claim.Value)).OfType<Role>().ToArray();
        if (roles.Length == 0 || principal.FindFirstValue(access.TenantClaim) is not { Length: > 0 } tenant || !TenantName.IsValid(tenant))
            return null;
        if (principal.FindFirstValue("sub") is not { Length: > 0 } subject)
            return null; // two of them would be one caller
        var people = roles.Where(role => role != Role.Node).ToArray();
        var agents = principal.FindAll(access.AgentsClaim).Select(claim => claim.Value).ToArray();
        return new Caller(
            $"token:{subject}", tenant, people.Length == 0 ? Role.Node : people.Max(), agents)
        {
            Until = new DateTimeOffset(DateTime.SpecifyKind(validTo, DateTimeKind.Utc)) + _skew,
        };
    }
}
