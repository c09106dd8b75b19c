using System.Globalization;

namespace Arena.ControlPlane.Web.Audit;

/// <summary>Where a part of the audit trail is shown.</summary>
internal static class AuditAddress
{
    /// <param name="subject">Only changes of this; null for all.</param>
    /// <param name="tenant">Only changes of this tenant; null for all that are for whoever looks.</param>
    /// <param name="before">Only entries with a smaller number; null for the newest.</param>
    public static string Of(string? subject, string? tenant, long? before)
    {
        var asked = new[] { ("subject", subject), ("tenant", tenant), ("before", before?.ToString(CultureInfo.InvariantCulture)) };
        var query = QueryString.Create(asked.Where(part => !string.IsNullOrEmpty(part.Item2))
            .Select(part => KeyValuePair.Create<string, string?>(part.Item1, part.Item2)));
        return $"/audit{query}";
    }
}
