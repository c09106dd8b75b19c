using System.Globalization;
using Arena.ControlPlane.Audit;
using Arena.ControlPlane.Dials;
using Arena.ControlPlane.Web.Design;
using Arena.ServiceDefaults.Access;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Web.Dials;

/// <summary>What the forms of the dials' page do; a page of another site cannot send them (<see cref="ForeignPages"/>).</summary>
internal static class DialActions
{
    private const int MaxForm = 64 * 1024;

    public static void MapDialActions(this WebApplication app)
    {
        var dials = app.MapGroup(DialWords.Page).DisableAntiforgery().ExcludeFromDescription();
        dials.WithMetadata(new RequestSizeLimitAttribute(MaxForm));
        dials.MapPost("", SetAsync);
        dials.MapPost("/rollback", RollbackAsync);
    }

    private static async Task<IResult> SetAsync(
        [FromForm] string? name, [FromForm] string? value, [FromForm] string? why, [FromForm] long epoch, HttpContext context,
        DialAdministration administration, SealedNotes notes, CancellationToken cancellationToken)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return To(notes.On(DialWords.Page, $"value: found '{value}'; wanted a number such as 0.01"));
        if (Requesters.FaultOf(why) is { } wrong)
            return To(notes.On(DialWords.Page, wrong));
        var by = Requesters.Of(context, why);
        return To(Answer(await administration.SetAsync(name ?? "", number, epoch, by, cancellationToken), notes));
    }

    private static async Task<IResult> RollbackAsync(
        [FromForm] long to, [FromForm] long epoch, HttpContext context, DialAdministration administration, SealedNotes notes,
        CancellationToken cancellationToken)
    {
        var by = Requesters.Of(context, why: null);
        return To(Answer(await administration.RollbackAsync(to, epoch, by, cancellationToken), notes));
    }

    private static string Answer(DialOutcome outcome, SealedNotes notes) => outcome switch
    {
        DialOutcome.Done => DialWords.Page,
        DialOutcome.NotFound missing => notes.On(DialWords.Page, missing.Message),
        DialOutcome.Invalid invalid => notes.On(DialWords.Page, invalid.Message),
        DialOutcome.TooFast fast => notes.On(DialWords.Page, fast.Message),
        DialOutcome.Refused refused => notes.On(DialWords.Page, refused.Message),
        DialOutcome.Stale => notes.On(DialWords.Page, "They were changed since you saw them. This is how they are now."),
        var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
    };

    private static IResult To(string page) => Results.Redirect(page, preserveMethod: false);
}
