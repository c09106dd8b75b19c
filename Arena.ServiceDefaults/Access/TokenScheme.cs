using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
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

    /// <summary>For how long the issuer's keys are kept.</summary>
    public static readonly TimeSpan KeysAreGood = TimeSpan.FromMinutes(15);

    private const int MaxSize = 16 * 1024;

    private static readonly TimeSpan _skew = TimeSpan.FromSeconds(30);
    private static readonly string[] _algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void Configure(JwtBearerOptions jwt, AccessOptions access)
    {
        jwt.Authority = access.Issuer;
        jwt.RequireHttpsMetadata = IsHttps(access);
        jwt.MapInboundClaims = false;
        jwt.IncludeErrorDetails = false;
        jwt.SaveToken = false;
        jwt.AutomaticRefreshInterval = KeysAreGood;
        foreach (var handler in jwt.TokenHandlers)
            handler.MaximumTokenSizeInBytes = MaxSize;
        jwt.TokenValidationParameters = Parameters(access.Issuer, access.Audience);
        jwt.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                var end = new DateTimeOffset(DateTime.SpecifyKind(context.SecurityToken.ValidTo, DateTimeKind.Utc)) + _skew;
                if (CallerOf(context.Principal!, end, access) is { } caller)
                    context.Principal = caller.ToPrincipal(Name);
                return Task.CompletedTask;
            },
        };
    }

    /// <summary>Only an issuer on this machine may be asked in the clear.</summary>
    public static bool IsHttps(AccessOptions access) =>
        access.Issuer?.StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>What a token of the issuer must have to be taken.</summary>
    public static TokenValidationParameters Parameters(string? issuer, string? audience) => new()
    {
        ValidIssuer = issuer,
        ValidAudience = audience,
        AlgorithmValidator = (algorithm, _, token, _) => _algorithms.Contains(algorithm) && !IsCritical(token),
        ValidateIssuerSigningKey = true,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ClockSkew = _skew,
    };

    /// <summary>A key that the issuer has taken back is not good because it once was.</summary>
    public static void ForgetOldKeys(IConfigurationManager<OpenIdConnectConfiguration>? issuer)
    {
        if (issuer is BaseConfigurationManager keys)
            keys.UseLastKnownGoodConfiguration = false;
    }

    /// <summary>Null when the token's claims name no role or no tenant: then it is somebody who may do nothing here.</summary>
    public static Caller? CallerOf(ClaimsPrincipal principal, DateTimeOffset until, AccessOptions access)
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
            Until = until,
        };
    }

    // A header that has to be understood (RFC 7515, 4.1.11): none is.
    private static bool IsCritical(SecurityToken token) => token is not JsonWebToken jwt || jwt.TryGetHeaderValue<object>("crit", out _);
}
