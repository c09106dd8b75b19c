using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Arena.ServiceDefaults.Access;

/// <summary>That the table lets the caller do what is called. It is asked of every call.</summary>
internal sealed class TableRequirement : AuthorizationHandler<TableRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, TableRequirement requirement)
    {
        if (context.Resource is not HttpContext http)
            return Task.CompletedTask;
        if (http.GetEndpoint() is not { } endpoint) // there is nothing to call: 404
            context.Succeed(requirement);
        else if (EndpointRules.Of(endpoint, http.Request.Method) is not { } rule)
            context.Fail(new AuthorizationFailureReason(this, "Nobody is let in here: it is not in the table of who may call what."));
        else if (rule.Least is null)
            context.Succeed(requirement);
        else if (Caller.Find(context.User) is { } caller)
            Decide(context, requirement, rule.Refuses(caller));

        return Task.CompletedTask; // who has not said who they are, is asked
    }

    private void Decide(AuthorizationHandlerContext context, TableRequirement requirement, string? refusal)
    {
        if (refusal is null)
            context.Succeed(requirement);
        else
            context.Fail(new AuthorizationFailureReason(this, refusal));
    }
}
