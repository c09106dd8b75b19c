using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Arena.ControlPlane.Api.Paging;

/// <summary>Where a page ended. Opaque to callers, so that what it is made of may change.</summary>
internal static class Cursor
{
    private const int MaxLength = 512;

    public static string Of(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    /// <summary>Null when it is none that a page has said.</summary>
    public static string? KeyOf(string cursor) =>
        cursor.Length is > 0 and <= MaxLength && Base64Url.IsValid(cursor)
            ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor))
            : null;

    public static string KeyOf(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static long? NumberOf(string key) =>
        long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string Fault(string cursor) =>
        $"cursor: found '{(cursor.Length <= 100 ? cursor : cursor[..100] + "…")}'; wanted what \"next\" of an earlier page said.";
}
