using Arena.Dashboard.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace Arena.Dashboard.Access;

/// <summary>Who may see what: pages ask for the browser's cookie, the query API takes that or a key.</summary>
internal static class AccessPolicies
{
    public const string Reader = "reader";

    private static readonly TimeSpan _sessionLength = TimeSpan.FromDays(3);

    public static void AddAccess(this WebApplicationBuilder builder, DashboardSettings settings)
    {
        // Kept with the telemetry, so that a browser stays logged in when the dashboard is restarted.
        builder.Services.AddDataProtection().SetApplicationName("Arena.Dashboard")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.DataDirectory, "keys")));
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(Configure)
            .AddScheme<AuthenticationSchemeOptions, QueryKeyHandler>(QueryKeyHandler.Scheme, null);
        var authorization = builder.Services.AddAuthorizationBuilder();
        if (settings.BrowserToken is not null)
            authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder(CookieAuthenticationDefaults.AuthenticationScheme).RequireAuthenticatedUser().Build());
        authorization.AddPolicy(Reader, policy =>
        {
            policy.AddAuthenticationSchemes(CookieAuthenticationDefaults.AuthenticationScheme, QueryKeyHandler.Scheme);
            policy.RequireAssertion(context => settings.QueryApiKey is null || settings.BrowserToken is null || context.User.Identity?.IsAuthenticated == true);
        });
    }

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "arena.dashboard";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.ExpireTimeSpan = _sessionLength;
        options.LoginPath = "/login";
        options.Events.OnRedirectToLogin = context =>
        {
            if (context.Request.Path.StartsWithSegments("/api"))
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else
                context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        };
    }
}
