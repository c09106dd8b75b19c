using Arena.ServiceDefaults.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Arena.ControlPlane.Web.NewLeague;

/// <summary>
/// What the editor's buttons do: each sends the whole form, and is answered with the page as it is then. So it works without script, and a
/// script asks the same address for what it shows while somebody types. Pages of others cannot send it
/// (<see cref="ServiceDefaults.Access.ForeignPages"/>).
/// </summary>
internal static class NewLeagueActions
{
    public const string Path = "/leagues/new";

    public static void MapNewLeague(this WebApplication app) => app.MapPost(Path, ActAsync).DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> ActAsync(HttpContext context, DraftDesk desk, CancellationToken cancellationToken)
    {
        if (await ReadAsync(context.Request, cancellationToken) is not { } form)
            return TypedResults.LocalRedirect(Path); // no form of ours: there is nothing to lose
        if (form.WantsReport)
            return Report(desk.Check(form));
        switch (form.Wish)
        {
            case "start":
                var (started, refused) = await desk.StartAsync(form, context, cancellationToken);
                if (started is null)
                    return Page(context, refused);
                context.Response.Headers.Location = $"/leagues/{Uri.EscapeDataString(started)}";
                return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
            case "try":
                return Page(context, await desk.TryAsync(form, Caller.Of(context), cancellationToken));
            case "openings":
                return Page(context, desk.PutOpenings(form, Caller.Of(context)));
            default:
                return Page(context, desk.Check(form));
        }
    }

    private static async Task<DraftForm?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return request.HasFormContentType ? new DraftForm(await request.ReadFormAsync(cancellationToken)) : null;
        }
        catch (InvalidDataException broken)
        {
            throw new BadHttpRequestException(broken.Message, broken);
        }
    }

    private static RazorComponentResult<App> Page(HttpContext context, Draft draft)
    {
        context.Features.Set(draft);
        return new RazorComponentResult<App> { StatusCode = draft.Status };
    }

    private static RazorComponentResult<DraftReport> Report(Draft draft) =>
        new(new Dictionary<string, object?> { [nameof(DraftReport.Draft)] = draft });
}
