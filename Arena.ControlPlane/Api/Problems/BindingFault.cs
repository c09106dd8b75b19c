using System.Text.Json;
using System.Text.RegularExpressions;

namespace Arena.ControlPlane.Api.Problems;

/// <summary>What the framework says of a request that it cannot read, in the words of whoever made the request.</summary>
internal static partial class BindingFault
{
    private const int MostShown = 100;

    public static string DetailOf(BadHttpRequestException fault)
    {
        if (Parameter().Match(fault.Message) is { Success: true } found)
        {
            var value = found.Groups["value"].Value;
            var shown = value.Length <= MostShown ? value : $"{value[..MostShown]}…";
            return $"{NameOf(found)}: found '{shown}'; wanted {WantedFor(found.Groups["type"].Value)}.";
        }

        if (Missing().Match(fault.Message) is { Success: true } missing)
            return $"{NameOf(missing)}: found nothing; wanted {WantedFor(missing.Groups["type"].Value)}.";
        return fault.Message;
    }

    private static string NameOf(Match fault) => JsonNamingPolicy.CamelCase.ConvertName(fault.Groups["name"].Value);

    private static string WantedFor(string type) => type.Replace("Nullable<", "", StringComparison.Ordinal).TrimEnd('>') switch
    {
        "int" => $"a whole number, {int.MinValue} to {int.MaxValue}",
        "long" => $"a whole number, {long.MinValue} to {long.MaxValue}",
        "ulong" => $"a whole number, 0 to {ulong.MaxValue}",
        "LeaguePhase" => "running, paused, completed or stopped",
        "TaskPhase" => "pending, assigned, completed or withdrawn",
        "RatingStep" => "round or match",
        _ => "another value",
    };

    [GeneratedRegex("^Failed to bind parameter \"(?<type>.+) (?<name>\\w+)\" from \"(?<value>.*)\"\\.$", RegexOptions.Singleline)]
    private static partial Regex Parameter();

    [GeneratedRegex("^Required parameter \"(?<type>.+) (?<name>\\w+)\" was not provided from ")]
    private static partial Regex Missing();
}
