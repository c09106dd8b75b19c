using System.Globalization;
using System.Text.RegularExpressions;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;

namespace Arena.ControlPlane.Api.Events;

/// <summary>
/// An event's id as callers have it: which ledger, and where in it. A caller that comes back with the id of another ledger, whose numbers
/// mean nothing here, is told so.
/// </summary>
internal static partial class EventMark
{
    private const int LedgerDigits = 8;

    /// <summary>What is asked with for all events that are kept.</summary>
    public const string All = "0";

    public static string Of(EventFeed feed, long id) => string.Create(CultureInfo.InvariantCulture, $"{Prefix(feed)}-{id}");

    /// <summary>
    /// The number to read on from; null for an id that no feed of this ledger has given: of another ledger, or of events that a restored
    /// one does not have.
    /// </summary>
    public static async Task<long?> ReadAsync(EventFeed feed, IOutbox outbox, string text, CancellationToken cancellationToken)
    {
        var (known, mark) = (feed.Last, Parse(feed, text));
        if (mark is not { } id || id <= known)
            return mark;

        // Another replica may be ahead of this one.
        var coming = await outbox.ReadAsync(known, EventFeed.Kept, cancellationToken);
        return coming.Count > 0 && coming[^1].Id >= id ? id : null;
    }

    private static long? Parse(EventFeed feed, string text)
    {
        if (text == All)
            return 0;
        var parts = text.Split('-');
        if (parts.Length != 2 || parts[0] != Prefix(feed))
            return null;
        return long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;
    }

    /// <summary>Whether some feed may have given it.</summary>
    public static bool IsOne(string text) => text == All || Form().IsMatch(text);

    [GeneratedRegex("^([0-9a-f]{8}|none)-[0-9]{1,19}$")]
    private static partial Regex Form();

    private static string Prefix(EventFeed feed) => feed.Ledger.Length >= LedgerDigits ? feed.Ledger[..LedgerDigits] : "none";
}
