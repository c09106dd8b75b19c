using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Arena.ServiceDefaults.Access;

/// <summary>Says why a caller is not let in.</summary>
internal sealed partial class RefusalWriter(ILogger<RefusalWriter> logger) : IAuthorizationMiddlewareResultHandler
{
    private static readonly TimeSpan _whileAway = TimeSpan.FromSeconds(1);

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

    private Task ForbidAsync(HttpContext context, string? why)
    {
        var caller = Caller.Find(context.User);
        LogForbidden(caller?.Id ?? "nobody", caller?.Tenant ?? "", context.Request.Method, context.Request.Path);
        return Refusal.Forbidden(why ?? "The token that was shown names no role here, or no tenant.").WriteAsync(context);
    }

    private static async Task ChallengeAsync(HttpContext context)
    {
        var failure = (await context.AuthenticateAsync()).Failure;
        var refusal = failure is CannotTellException
            ? Refusal.Unavailable(failure.Message, _whileAway)
            : Refusal.Unauthenticated(failure is null
                ? "Show a key: 'Authorization: Bearer KEY'."
                : "The key or token that was shown lets nobody in: it is not known, or not good any more.");
        await refusal.WriteAsync(context);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Caller} of tenant '{Tenant}' may not {Method} {Path}")]
    private partial void LogForbidden(string caller, string tenant, string method, string path);
}
