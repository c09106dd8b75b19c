using Arena.ServiceDefaults.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arena.ServiceDefaults.Access;

/// <summary>Says why a caller is not let in.</summary>
internal sealed partial class RefusalWriter(ILogger<RefusalWriter> logger) : IAuthorizationMiddlewareResultHandler
{
    private static readonly TimeSpan _whileAway = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _whileGuessing = TimeSpan.FromSeconds(30);

    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
            await next(context);
        else if (authorizeResult.Forbidden)
            await ForbidAsync(context, authorizeResult.AuthorizationFailure?.FailureReasons.FirstOrDefault()?.Message);
        else
            await ChallengeAsync(context);
    }

    private async Task ForbidAsync(HttpContext context, string? why)
    {
        var caller = Caller.Find(context.User);
        LogForbidden(caller?.Id ?? "nobody", caller?.Tenant ?? "", context.Request.Method, context.Request.Path);
        var refusal = Refusal.Forbidden(why ?? "The token that was shown names no role here, or no tenant.");
        if (PageAccess.IsForPage(context.Request) && await HasPagesAsync(context))
        {
            context.Features.Set(new PageRefusal(refusal.Detail));
            context.Response.Headers.CacheControl = "no-store";
            context.Response.StatusCode = refusal.Status; // a page says the rest
            return;
        }

        await refusal.WriteAsync(context);
    }

    private static async Task ChallengeAsync(HttpContext context)
    {
        var failure = context.Features.Get<CannotTellException>() ?? (await context.AuthenticateAsync()).Failure;
        if (failure is not CannotTellException && await MaySignInAsync(context))
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Redirect(SignInPath.From(context.Request.Path + context.Request.QueryString));
            return;
        }

        var refusal = failure switch
        {
            null => Refusal.Unauthenticated("Show a key: 'Authorization: Bearer KEY'."),
            CannotTellException => Refusal.Unavailable(failure.Message, _whileAway),
            TooOftenException => Refusal.TooMany(failure.Message, _whileGuessing),
            _ => Refusal.Unauthenticated("The key or token that was shown lets nobody in: it is not known, or not good any more."),
        };
        await refusal.WriteAsync(context);
    }

    // A person at a browser, at a service that has pages.
    private static async Task<bool> MaySignInAsync(HttpContext context) =>
        ShownKey.IsForPage(context.Request)
        && context.Request.Headers.Authorization.Count == 0
        && await HasPagesAsync(context);

    private static async Task<bool> HasPagesAsync(HttpContext context) =>
        await context.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>().GetSchemeAsync(SessionScheme.Name) is not null;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Caller} of tenant '{Tenant}' may not {Method} {Path}")]
    private partial void LogForbidden(string caller, string tenant, string method, string path);
}
