using Microsoft.AspNetCore.Diagnostics;

namespace Arena.ControlPlane.Web;

/// <summary>What a page's answer is beside its text.</summary>
internal static class PageAnswer
{
    /// <summary>The page says itself what is not there.</summary>
    /// <param name="context">Null where a page is rendered for those who watch it: nobody is answered then.</param>
    public static void NotFound(HttpContext? context)
    {
        if (context is null)
            return;
        if (context.Features.Get<IStatusCodePagesFeature>() is { } problems)
            problems.Enabled = false;

        // Not before: the framework renders no page when it sees this status.
        context.Response.OnStarting(() =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }
}
