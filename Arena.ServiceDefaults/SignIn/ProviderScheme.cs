using Arena.ServiceDefaults.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Arena.ServiceDefaults.SignIn;

/// <summary>
/// Signing in at an identity provider: OpenID Connect's code flow with PKCE (RFC 7636). The ID token is held to what other tokens are, but
/// that it must be for this client, and answer this browser's own question (nonce).
/// </summary>
internal static class ProviderScheme
{
    public const string Name = "provider";

    private const string Callback = "/sign-in/callback";

    public static void Configure(OpenIdConnectOptions oidc, SignInOptions signIn, AccessOptions access, TimeProvider time)
    {
        oidc.Authority = access.Issuer;
        oidc.RequireHttpsMetadata = TokenScheme.IsHttps(access);
        oidc.ClientId = signIn.ClientId;
        oidc.ClientSecret = signIn.ClientSecret;
        oidc.SignInScheme = SessionScheme.Name;
        oidc.CallbackPath = Callback;
        oidc.RemoteSignOutPath = PathString.Empty;
        oidc.SignedOutCallbackPath = PathString.Empty;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        oidc.ResponseMode = OpenIdConnectResponseMode.Query; // cookies of SameSite=Lax come with it
        oidc.UsePkce = true;
        oidc.MapInboundClaims = false;
        oidc.DisableTelemetry = true;
        oidc.AutomaticRefreshInterval = TokenScheme.KeysAreGood;
        oidc.TokenValidationParameters = TokenScheme.Parameters(access.Issuer, signIn.ClientId);
        oidc.Scope.Clear();
        foreach (var scope in signIn.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            oidc.Scope.Add(scope);
        Restrict(oidc.CorrelationCookie);
        Restrict(oidc.NonceCookie);
        oidc.Events = new OpenIdConnectEvents
        {
            OnTokenValidated = context => NameAsync(context, access, time.GetUtcNow() + signIn.Session),
            OnRemoteFailure = RefuseAsync,
        };
    }

    private static void Restrict(CookieBuilder cookie)
    {
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.HttpOnly = true;
    }

    private static Task NameAsync(TokenValidatedContext context, AccessOptions access, DateTimeOffset until)
    {
        if (TokenScheme.CallerOf(context.Principal!, until, access) is { Role: not Role.Node } caller)
            context.Principal = Session.Of(caller);
        else
            context.Fail(new UnknownPersonException());
        return Task.CompletedTask;
    }

    // Its words may be anybody's: what is shown is the page's own.
    private static Task RefuseAsync(RemoteFailureContext context)
    {
        var why = context.Failure is UnknownPersonException or { InnerException: UnknownPersonException }
            ? SignInFailure.NoRole
            : SignInFailure.Provider;
        context.Response.Redirect($"{SignInPath.Page}?failed={why}");
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private sealed class UnknownPersonException() : Exception("The provider's token names no role here, or no tenant.");
}
