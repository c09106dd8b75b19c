using System.Security.Claims;
using System.Text.Json;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Limits;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Arena.ServiceDefaults.SignIn;

/// <summary>
/// Who has signed in, as the sealed cookie carries it: the key that was shown, which is looked at with every call as if it were shown
/// again; or whom the provider has named, until the session ends.
/// </summary>
public static class Session
{
    private const string KeyClaim = "key";
    private const string CallerClaim = "caller";

    /// <summary>Signs in whoever holds a key, with this response.</summary>
    /// <returns>Null when they are signed in; else which <see cref="SignInFailure"/> it is. A node reads no pages.</returns>
    public static async Task<string?> TrySignInAsync(HttpContext context, string key)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            if (await KeyLookup.FindShownAsync(context, key) is not { Role: not Role.Node } caller)
                return SignInFailure.Key;
            if (!await RateLimits.MayCallAsync(context, caller))
                return SignInFailure.Busy;
        }
        catch (TooOftenException)
        {
            return SignInFailure.Often;
        }

        await context.SignInAsync(SessionScheme.Name, Of(KeyClaim, key));
        return null;
    }

    /// <summary>Sends a browser to the identity provider; false when that does not answer.</summary>
    public static async Task<bool> TryChallengeAsync(HttpContext context, AuthenticationProperties properties)
    {
        try
        {
            await context.ChallengeAsync(ProviderScheme.Name, properties);
            return true;
        }
        catch (InvalidOperationException away) when (away.InnerException is IOException or HttpRequestException)
        {
            return false; // what it says of itself could not be fetched
        }
    }

    /// <summary>Ends the session at this browser.</summary>
    public static Task SignOutAsync(HttpContext context) => context.SignOutAsync(SessionScheme.Name);

    /// <summary>The session of somebody whom the provider has named.</summary>
    internal static ClaimsPrincipal Of(Caller caller) => Of(CallerClaim, JsonSerializer.Serialize(caller));

    /// <summary>Whose session it is, with the key that it goes by; null when it is nobody's any more.</summary>
    internal static async ValueTask<ClaimsPrincipal?> RestoreAsync(HttpContext context, ClaimsPrincipal session, DateTimeOffset? until)
    {
        var key = session.FindFirstValue(KeyClaim);
        var caller = key is not null
            ? await KeyLookup.FindAsync(context, key)
            : session.FindFirstValue(CallerClaim) is { } named ? JsonSerializer.Deserialize<Caller>(named) : null;
        return caller is null ? null : (caller with { Until = until }).ToPrincipal(SessionScheme.Name, key);
    }

    private static ClaimsPrincipal Of(string claim, string value) =>
        new(new ClaimsIdentity([new Claim(claim, value)], SessionScheme.Name));
}
