using System.Globalization;
using Arena.ControlPlane.Api.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Arena.ControlPlane.Api.Conditions;

/// <summary>
/// A league's entity tag: its version and how many of its matches are played, of which everything shown is a function. A change of its
/// life goes by the version alone, since no match that ends meanwhile takes anything from it.
/// </summary>
internal static class LeagueTag
{
    public static string Of(long version, int played) => string.Create(CultureInfo.InvariantCulture, $"\"{version}.{played}\"");

    /// <summary>The version that the caller's <c>If-Match</c> wants.</summary>
    /// <param name="version">Null when any will do.</param>
    /// <returns>What is wrong with the header; null when nothing is.</returns>
    public static ProblemHttpResult? ReadCondition(HttpRequest request, out long? version)
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

        return Problem.Of(ProblemKind.PreconditionFailed, $"If-Match: found '{text}', which is no tag of a league.");
    }
}
