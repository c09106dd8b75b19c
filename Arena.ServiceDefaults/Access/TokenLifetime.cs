using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Arena.ServiceDefaults.Access;

/// <summary>Whether a token is good now, by the service's clock; the library would go by the machine's, whatever that says.</summary>
internal static class TokenLifetime
{
    public static void By(JwtBearerOptions jwt, TimeProvider time) =>
        jwt.TokenValidationParameters.LifetimeValidator = (begins, ends, _, parameters) =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            return ends is not null && ends + parameters.ClockSkew >= now && (begins is null || begins - parameters.ClockSkew <= now);
        };
}
