using System.Text.Json;
using System.Text.RegularExpressions;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Api.V1;

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

    // The framework names the type as the code does.
    private static string WantedFor(string type)
    {
        var name = type.Split('<')[^1].TrimEnd('>');
        return name switch
        {
            "int" => $"a whole number, {int.MinValue} to {int.MaxValue}",
            "long" => $"a whole number, {long.MinValue} to {long.MaxValue}",
            "ulong" => $"a whole number, 0 to {ulong.MaxValue}",
            nameof(LeaguePhase) => Words<LeaguePhase>(),
            nameof(TaskPhase) => Words<TaskPhase>(),
            nameof(RatingStep) => Words<RatingStep>(),
            _ => "another value",
        };
    }

    private static string Words<T>()
        where T : struct, Enum =>
        $"{string.Join(", ", Choice<T>.Words.SkipLast(1))} or {Choice<T>.Words[^1]}";

    [GeneratedRegex("^Failed to bind parameter \"(?<type>.+) (?<name>\\w+)\" from \"(?<value>.*)\"\\.$", RegexOptions.Singleline)]
    private static partial Regex Parameter();

    [GeneratedRegex("^Required parameter \"(?<type>.+) (?<name>\\w+)\" was not provided from ")]
    private static partial Regex Missing();
}
