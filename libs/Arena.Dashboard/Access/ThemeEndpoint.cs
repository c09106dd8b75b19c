using Microsoft.AspNetCore.Mvc;

namespace Arena.Dashboard.Access;

/// <summary>Light, dark, or as the system has it: kept in a cookie, so that a page comes in the right colours at once.</summary>
internal static class ThemeEndpoint
{
    public const string Cookie = "arena.theme";

    public static string ThemeOf(HttpContext? context) => context?.Request.Cookies[Cookie] is "light" or "dark" ? context.Request.Cookies[Cookie]! : "system";

    public static void MapTheme(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/theme", (HttpContext context, [FromForm] string? theme, [FromForm] string? returnUrl) =>
        {
            if (theme is "light" or "dark")
                context.Response.Cookies.Append(Cookie, theme, new CookieOptions { SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromDays(365) });
            else
                context.Response.Cookies.Delete(Cookie);
            return Results.LocalRedirect(LocalUrl.Or(returnUrl, "/"));
        }).AllowAnonymous();
}
