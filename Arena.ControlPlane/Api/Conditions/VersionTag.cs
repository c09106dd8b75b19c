using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arena.ControlPlane.Api.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Arena.ControlPlane.Api.Conditions;

/// <summary>
/// An entity tag that begins with a version, and goes on with what else the thing shown is a function of: of a league how many of its
/// matches are played. A change goes by the version alone, since a match that ends meanwhile takes nothing from it.
/// </summary>
internal static class VersionTag
{
    private const int TextBytes = 6;
    private const string Any = "*";

    public static string Of(long version, int played) => string.Create(CultureInfo.InvariantCulture, $"\"{version}.{played}\"");

    public static string Of(long version, string text)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, TextBytes));
        return string.Create(CultureInfo.InvariantCulture, $"\"{version}.{hash}\"");
    }

    /// <summary>Whether the thing has to be there already: <c>If-Match: *</c>.</summary>
    public static bool WantsAny(HttpRequest request) => request.Headers.IfMatch == Any;

    /// <summary>Whether the thing must not be there yet: <c>If-None-Match: *</c>.</summary>
    public static bool WantsNone(HttpRequest request) => request.Headers.IfNoneMatch == Any;

    /// <summary>The version that the caller's <c>If-Match</c> wants.</summary>
    /// <param name="request">The caller's.</param>
    /// <param name="what">Of what the tag is to be, in a word.</param>
    /// <param name="version">Null when any will do.</param>
    /// <returns>What is wrong with the header; null when nothing is.</returns>
    public static ProblemHttpResult? ReadCondition(HttpRequest request, string what, out long? version)
    {
        version = null;
        if (request.Headers.IfMatch.Count == 0)
            return null;
        var text = request.Headers.IfMatch.ToString();
        if (!EntityTagHeaderValue.TryParse(text, out var tag))
            return Problem.BadRequest($"If-Match: found '{text}'; wanted one entity tag, such as \"3.120\", or *.");
        if (tag.Equals(EntityTagHeaderValue.Any))
            return null;
        var found = tag.Tag.AsSpan().Trim('"');
        var end = found.IndexOf('.');
        if (!tag.IsWeak && end > 0 && long.TryParse(found[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var wanted))
        {
            version = wanted;
            return null;
        }

        return Problem.Of(ProblemKind.PreconditionFailed, $"If-Match: found '{text}', which is no tag of a {what}.");
    }
}
