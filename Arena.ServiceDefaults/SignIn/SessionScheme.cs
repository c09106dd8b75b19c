using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Grpc;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.ServiceDefaults.SignIn;

/// <summary>
/// Finds out who calls by the cookie that a browser was given when its user signed in. A browser sends it by itself, so it counts only
/// where no other site's page may have made it call; the browser keeps it from other sites' calls as well (SameSite), and from scripts.
/// </summary>
internal static class SessionScheme
{
    public const string Name = "session";

    private const string CookieName = "arena_session";

    public static void Configure(CookieAuthenticationOptions cookie, SignInOptions options)
    {
        cookie.Cookie.Name = CookieName;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax; // whoever follows a link to a page is still signed in
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = options.Session;
        cookie.SlidingExpiration = false;
        cookie.Events = new CookieAuthenticationEvents { OnValidatePrincipal = RestoreAsync, OnSigningIn = TellAsync };
    }

    /// <summary>Whether a request is to be known by its cookie.</summary>
    public static bool IsShown(HttpRequest request)
    {
        if (!request.Cookies.ContainsKey(CookieName) || request.Headers.Authorization.Count > 0 || GrpcCall.Is(request))
            return false;
        if (BrowserOrigin.NamesAnother(request))
            return false;
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || BrowserOrigin.IsOwn(request);
    }

    private static async Task TellAsync(CookieSigningInContext context)
    {
        var http = context.HttpContext;
        if (http.RequestServices.GetService<ISignInWitness>() is { } witness
            && await Session.RestoreAsync(http, context.Principal!, until: null) is { } named)
            await witness.SignedInAsync(Caller.Find(named)!, http.RequestAborted);
    }

    private static async Task RestoreAsync(CookieValidatePrincipalContext context)
    {
        try
        {
            var restored = await Session.RestoreAsync(context.HttpContext, context.Principal!, context.Properties.ExpiresUtc);
            if (restored is null)
                context.RejectPrincipal();
            else
                context.ReplacePrincipal(restored);
        }
        catch (Exception away) when (!context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            context.HttpContext.Features.Set(new CannotTellException(away));
            context.RejectPrincipal();
        }
    }
}
