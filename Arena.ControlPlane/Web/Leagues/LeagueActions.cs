using Arena.Backplane.Ledger;
using Arena.ControlPlane.Audit;
using Arena.ControlPlane.Leagues;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Web.Leagues;

/// <summary>
/// What the buttons of a league's page do. They are plain forms, so they work without script; a page of another site cannot press them
/// (<see cref="ServiceDefaults.Access.ForeignPages"/>), so they carry no token, and are the same for all who watch the page.
/// </summary>
internal static class LeagueActions
{
    public static void MapLeagueActions(this WebApplication app)
    {
        var league = app.MapGroup("/leagues/{id}").DisableAntiforgery().ExcludeFromDescription();
        Map(league, "pause", leagues => leagues.PauseAsync);
        Map(league, "resume", leagues => leagues.ResumeAsync);
        Map(league, "stop", leagues => leagues.StopAsync);
    }

    /// <summary>The action of this name; null when there is none.</summary>
    public static string? Known(string? action) => action is "pause" or "resume" or "stop" ? action : null;

    private static void Map(RouteGroupBuilder league, string action, Func<OwnLeagues, Change> change) => league.MapPost(
        $"/{action}",
        async (string id, [FromForm] long version, HttpContext context, OwnLeagues leagues, CancellationToken cancellationToken) =>
        {
            var outcome = await change(leagues)(id, version, Requesters.Of(context, why: null), cancellationToken);
            var page = $"/leagues/{Uri.EscapeDataString(id)}";
            return Results.Redirect(
                page + (outcome is LifeOutcome.Changed or LifeOutcome.NotFound ? "" : $"?refused={action}"),
                preserveMethod: false);
        });

    private delegate Task<LifeOutcome> Change(string id, long? version, Requester by, CancellationToken cancellationToken);
}
