using Arena.Backplane.Ledger;
using Arena.ControlPlane.Audit;
using Arena.ControlPlane.Flags;
using Arena.ControlPlane.Web.Design;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Flags;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Web.Flags;

/// <summary>What the forms of the flags' pages do; a page of another site cannot send them (<see cref="ForeignPages"/>).</summary>
internal static class FlagActions
{
    private const int MaxForm = 64 * 1024;

    public static void MapFlagActions(this WebApplication app)
    {
        var flags = app.MapGroup("/flags").DisableAntiforgery().ExcludeFromDescription();
        flags.WithMetadata(new RequestSizeLimitAttribute(MaxForm));
        flags.MapPost("", MakeAsync);
        flags.MapPost("/{name}", SetAsync);
    }

    private static async Task<IResult> MakeAsync(
        [FromForm] string? name, HttpContext context, FlagAdministration administration, SealedNotes notes,
        CancellationToken cancellationToken)
    {
        var (asked, rules) = ((name ?? "").Trim(), new FlagRules(FlagState.Off));
        var outcome = await administration.SetAsync(
            Caller.Of(context), asked, rules, version: 0, Requesters.Of(context, why: null), cancellationToken);
        return outcome is FlagOutcome.Done ? To(FlagWords.Address(asked)) : To(notes.On("/flags", Said(outcome)));
    }

    private static async Task<IResult> SetAsync(
        string name, [AsParameters] FlagForm form, HttpContext context, FlagDirectory flags, FlagAdministration administration,
        SealedNotes notes, CancellationToken cancellationToken)
    {
        var (caller, page) = (Caller.Of(context), FlagWords.Address(name));
        if (await flags.FindAsync(caller.Tenant, name, cancellationToken) is not { } flag)
            return To(notes.On("/flags", flags.NotFound(caller.Tenant, name)));
        if (form.Over(flag.Rules, out var fault) is not { } rules)
            return To(notes.On(page, fault));
        if (Requesters.FaultOf(form.Why) is { } wrong)
            return To(notes.On(page, wrong));
        var by = Requesters.Of(context, form.Why);
        var outcome = await administration.SetAsync(caller, name, rules, form.Version, by, cancellationToken);
        return To(outcome is FlagOutcome.Done ? page : notes.On(page, Said(outcome)));
    }

    private static IResult To(string page) => Results.Redirect(page, preserveMethod: false);

    private static string Said(FlagOutcome outcome) => outcome switch
    {
        FlagOutcome.Invalid invalid => invalid.Message,
        FlagOutcome.Stale => "It was changed since you saw it. This is how it is now.",
        FlagOutcome.Forbidden forbidden => forbidden.Message,
        FlagOutcome.NotThere missing => missing.Message,
        FlagOutcome.Refused refused => refused.Message,
        var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
    };
}
