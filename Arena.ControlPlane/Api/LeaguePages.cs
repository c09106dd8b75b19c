using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Rechecks;

namespace Arena.ControlPlane.Api;

/// <summary>Leagues for people: all at <c>/</c>, one at <c>/leagues/{id}</c>.</summary>
internal static class LeaguePages
{
    public static void MapLeaguePages(this WebApplication app)
    {
        app.MapGet("/", (OwnLeagues leagues, ILedger ledger) => Html(LeaguePage.Index(leagues.List(), ledger.Store)))
            .ExcludeFromDescription();
        app.MapGet("/leagues/{id}", PageAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> PageAsync(
        string id, OwnLeagues leagues, RecheckDirectory rechecks, CancellationToken cancellationToken)
    {
        if (await leagues.FindAsync(id, cancellationToken) is not { } league)
            return Html(LeaguePage.NotFound(id), StatusCodes.Status404NotFound);
        var snapshot = await league.SnapshotAsync(cancellationToken);
        return Html(LeaguePage.League(snapshot, await rechecks.TallyAsync(league, cancellationToken)));
    }

    private static IResult Html(string page, int status = StatusCodes.Status200OK) =>
        Results.Content(page, "text/html; charset=utf-8", statusCode: status);
}
