using System.Security.Claims;
using Arena.Dashboard.Pages;
using Arena.Dashboard.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Arena.Dashboard.Access;

/// <summary>The printed link (<c>/login?t=…</c>), the form for those who have only the token, and the way out.</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login", (HttpContext context, DashboardSettings settings, string? t, string? returnUrl) =>
            t is null ? Task.FromResult<IResult>(Page(returnUrl, wrong: false)) : EnterAsync(context, settings, t, returnUrl)).AllowAnonymous();
        routes.MapPost("/login", (HttpContext context, DashboardSettings settings, [FromForm] string? token, [FromForm] string? returnUrl) =>
            EnterAsync(context, settings, token, returnUrl)).AllowAnonymous();
        routes.MapPost("/logout", async (HttpContext context, [FromForm] string? _) =>
        {
            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return Results.LocalRedirect("/login");
        });
    }

    private static async Task<IResult> EnterAsync(HttpContext context, DashboardSettings settings, string? token, string? returnUrl)
    {
        if (!Secrets.Match(settings.BrowserToken, token?.Trim()))
            return Page(returnUrl, wrong: true);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, "browser")], CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
        return Results.LocalRedirect(LocalUrl.Or(returnUrl, "/"));
    }

    private static RazorComponentResult Page(string? returnUrl, bool wrong) => new RazorComponentResult<LoginPage>(new { ReturnUrl = returnUrl, Wrong = wrong })
    {
        StatusCode = wrong ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK,
    };
}
