using Arena.ControlPlane.Audit;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Trials;
using Arena.Core.Leagues.Document;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Web.NewLeague;

/// <summary>Does what the buttons of the editor ask for. The text is never lost: whatever comes of it, the draft has it.</summary>
internal sealed class DraftDesk(OwnLeagues leagues, TrialRunner trials)
{
    private const int MostFileBytes = 4 * 1024 * 1024;

    /// <summary>A draft nobody has pressed a button for.</summary>
    public Draft Open(string document) => new(document, leagues.Read(document));

    /// <summary>Why the caller may not start leagues; null when it may.</summary>
    public static string? MayNotStart(Caller caller) => PageAccess.Refusal(caller, HttpMethods.Post, "/v1/leagues");

    /// <summary>Why the caller may not try leagues; null when it may.</summary>
    public static string? MayNotTry(Caller caller) => PageAccess.Refusal(caller, HttpMethods.Post, "/v1/leagues/try");

    /// <summary>The draft as it is now.</summary>
    public Draft Check(DraftForm form) => Open(form.Text) with { Id = form.GivenId, Call = form.CallName, Plies = form.GivenPlies };

    /// <summary>The id of the league that was started, or the draft with the reason why none was.</summary>
    public async Task<(string? Started, Draft Draft)> StartAsync(DraftForm form, HttpContext context, CancellationToken cancellationToken)
    {
        var draft = Check(form);
        if (MayNotStart(Caller.Of(context)) is { } why)
            return (null, Refused(draft, StatusCodes.Status403Forbidden, why));
        var by = Requesters.Of(context, why: null);
        var id = form.GivenId.Length > 0 ? form.GivenId : null;
        return await leagues.StartAsync(form.Text, id, seed: null, form.Token, by, cancellationToken) switch
        {
            StartOutcome.Started started => (TenantName.Plain(started.State.Progress().Entry.Id), draft),
            StartOutcome.Invalid invalid => (null, Refused(draft, StatusCodes.Status400BadRequest, "Nothing was started.", invalid.Faults)),
            StartOutcome.SwitchedOff off => (null, Refused(draft, StatusCodes.Status409Conflict, off.Message)),
            StartOutcome.QuotaExceeded exceeded => (null, Refused(draft, StatusCodes.Status409Conflict, exceeded.Quota.Message)),
            StartOutcome.Taken taken => (null, Refused(draft, StatusCodes.Status409Conflict, taken.Headline, taken.Differences)),
            var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
        };
    }

    /// <summary>The draft with the table of its first matches, or with the reason why there is none.</summary>
    public async Task<Draft> TryAsync(DraftForm form, Caller caller, CancellationToken cancellationToken)
    {
        var draft = Check(form);
        if (MayNotTry(caller) is { } why)
            return Refused(draft, StatusCodes.Status403Forbidden, why);
        return await trials.PlayAsync(draft.Parse, cancellationToken) switch
        {
            TrialOutcome.Played played => draft with { Trial = played.Trial },
            TrialOutcome.Invalid invalid => Refused(draft, StatusCodes.Status400BadRequest, "Nothing was played.", invalid.Faults),
            TrialOutcome.Busy => Refused(draft, StatusCodes.Status429TooManyRequests, TrialOutcome.Busy.Message),
            var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
        };
    }

    /// <summary>The draft with the openings of the file that was sent, or with the reason why it is as it was.</summary>
    public Draft PutOpenings(DraftForm form, Caller caller)
    {
        var draft = Check(form);
        if (MayNotTry(caller) is { } why)
            return Refused(draft, StatusCodes.Status403Forbidden, why); // reading games is work
        if (form.Book is not { Length: > 0 } book)
            return Refused(draft, StatusCodes.Status400BadRequest, "No file was chosen, or it is empty.");
        if (book.Length > MostFileBytes)
        {
            return Refused(draft, StatusCodes.Status400BadRequest,
                $"{book.FileName} has {book.Length} bytes; at most {MostFileBytes} are taken.");
        }

        if (!form.TryReadPlies(out var plies))
        {
            return Refused(draft, StatusCodes.Status400BadRequest,
                $"Moves of each game: found '{form.GivenPlies}'; wanted a number from 1, or nothing for all.");
        }

        using var file = book.OpenReadStream();
        var edit = DocumentOpenings.Put(form.Text, book.FileName, file, plies);
        if (!edit.IsDone)
            return Refused(draft, StatusCodes.Status400BadRequest, "The document is as it was.", edit.Faults);
        return draft with
        {
            Document = edit.Document,
            Parse = leagues.Read(edit.Document),
            Done = $"The document has the {edit.Count} openings of {book.FileName} now.",
            Notes = edit.Notes,
        };
    }

    private static Draft Refused(Draft draft, int status, string message, IReadOnlyList<LeagueFault>? faults = null) =>
        draft with { Refusal = new Refusal(status, message, faults ?? []) };
}
