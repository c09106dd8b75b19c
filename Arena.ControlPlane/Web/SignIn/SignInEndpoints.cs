using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Web.SignIn;

/// <summary>What the forms of <see cref="SignInPage"/> do: people sign in by a key or at an identity provider, and out again.</summary>
internal static class SignInEndpoints
{
    private const int MaxForm = 16 * 1024;

    public static void MapSignIn(this WebApplication app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription();
        pages.MapPost(SignInPath.Page, SignInAsync).WithMetadata(new RequestSizeLimitAttribute(MaxForm));
        pages.MapGet(SignInPath.Provider, GoToProviderAsync);
        pages.MapPost(SignInPath.Out, SignOutAsync).WithMetadata(new RequestSizeLimitAttribute(MaxForm));
    }

    private static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery forms, IOptions<AccessOptions> access)
    {
        if (!access.Value.IsRequired)
            return TypedResults.LocalRedirect("/");
        if (!await IsOwnFormAsync(context, forms))
            return Again(SignInFailure.Form, back: null);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var back = SignInPath.Back(form["return"]);
        return await Session.TrySignInAsync(context, form["key"].ToString().Trim()) is { } failure
            ? Again(failure, back)
            : SeeOther(context, back);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery forms)
    {
        if (!await IsOwnFormAsync(context, forms))
            return Again(SignInFailure.Form, back: null);
        await Session.SignOutAsync(context);
        return SeeOther(context, SignInPath.Page);
    }

    private static async Task<IResult> GoToProviderAsync(HttpContext context, IOptions<SignInOptions> signIn)
    {
        if (signIn.Value.ClientId is null)
            return Again(SignInFailure.NoProvider, back: null);
        var properties = new AuthenticationProperties { RedirectUri = SignInPath.Back(context.Request.Query["return"]) };
        return await Session.TryChallengeAsync(context, properties) ? Results.Empty : Again(SignInFailure.Away, properties.RedirectUri);
    }

    private static async Task<bool> IsOwnFormAsync(HttpContext context, IAntiforgery forms)
    {
        try
        {
            return context.Request.HasFormContentType && await forms.IsRequestValidAsync(context);
        }
        catch (AntiforgeryValidationException)
        {
            return false; // it is too large, or no form
        }
    }

    private static IResult Again(string failure, string? back) =>
        TypedResults.LocalRedirect($"{SignInPath.From(back ?? "/")}&failed={failure}");

    // Whoever reloads what comes then does not send the form again.
    private static IResult SeeOther(HttpContext context, string path)
    {
        context.Response.Headers.Location = path;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
