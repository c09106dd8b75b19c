using System.Globalization;
using System.Text.RegularExpressions;
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

    /// <summary>The number to read on from; null for an id that this feed has not given.</summary>
    public static long? Parse(EventFeed feed, string text)
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
