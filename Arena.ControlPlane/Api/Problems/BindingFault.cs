using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Api.V1;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;

namespace Arena.ControlPlane.Api.Problems;

/// <summary>
/// What is wrong with a request whose parameters cannot be read, in the words of whoever made it. The framework says it of some of them, in
/// the words of the code, so it is looked for here.
/// </summary>
internal static partial class BindingFault
{
    private const int MostShown = 100;

    private static readonly Dictionary<Type, Reading> _readings = new()
    {
        [typeof(bool)] = new(text => bool.TryParse(text, out _), "true or false"),
        [typeof(int)] = new(text => int.TryParse(text, CultureInfo.InvariantCulture, out _), Between(int.MinValue, int.MaxValue)),
        [typeof(long)] = new(text => long.TryParse(text, CultureInfo.InvariantCulture, out _), Between(long.MinValue, long.MaxValue)),
        [typeof(ulong)] = new(text => ulong.TryParse(text, CultureInfo.InvariantCulture, out _), Between(0UL, ulong.MaxValue)),
        [typeof(Choice<LeaguePhase>)] = OfWords<LeaguePhase>(),
        [typeof(Choice<TaskPhase>)] = OfWords<TaskPhase>(),
        [typeof(Choice<RatingStep>)] = OfWords<RatingStep>(),
    };

    /// <param name="fault">What the framework says.</param>
    /// <param name="context">The request.</param>
    public static string DetailOf(BadHttpRequestException fault, HttpContext context)
    {
        if (Unreadable(context) is { } detail)
            return detail;
        if (fault.InnerException is JsonException { Path: var path })
            return $"The body, at {Shown(path ?? "$")}: found what cannot be there; wanted JSON as /openapi/v1.json describes it.";
        return Missing().Match(fault.Message) is { Success: true } missing
            ? $"{missing.Groups["name"].Value}: found nothing; wanted one."
            : fault.Message;
    }

    /// <summary>The first parameter whose value is none of its type; null when all can be read.</summary>
    public static string? Unreadable(HttpContext context)
    {
        var thrown = context.Features.Get<IExceptionHandlerFeature>(); // who handles it has taken the endpoint away
        var endpoint = thrown?.Endpoint ?? context.GetEndpoint();
        var route = thrown?.RouteValues ?? context.Request.RouteValues;
        foreach (var parameter in endpoint?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            var type = parameter.ParameterInfo.ParameterType;
            var name = QueryName.Of(parameter) ?? parameter.Name;
            var text = route[name]?.ToString() ?? context.Request.Query[name].ToString();
            if (text.Length == 0 || _readings.GetValueOrDefault(Nullable.GetUnderlyingType(type) ?? type) is not { } reading)
                continue;
            if (!reading.Reads(text))
                return $"{name}: found '{Shown(text)}'; wanted {reading.Wanted}.";
        }

        return null;
    }

    private static string Shown(string text) => text.Length <= MostShown ? text : $"{text[..MostShown]}…";

    private static string Between<T>(T least, T most) =>
        string.Create(CultureInfo.InvariantCulture, $"a whole number, {least} to {most}");

    private static Reading OfWords<T>()
        where T : struct, Enum =>
        new(text => Choice<T>.TryParse(text, out _), $"{string.Join(", ", Choice<T>.Words.SkipLast(1))} or {Choice<T>.Words[^1]}");

    [GeneratedRegex("^Required parameter \"(?<type>.+) (?<name>\\w+)\" was not provided from ")]
    private static partial Regex Missing();

    private sealed record Reading(Func<string, bool> Reads, string Wanted);
}
