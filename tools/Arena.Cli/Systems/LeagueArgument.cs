using System.CommandLine;
using Arena.Client;
using Arena.Contracts.V1;
using Arena.Core.Primitives;

namespace Arena.Cli.Systems;

/// <summary>A league by its id, by its name (the newest of that name), or by the beginning of an id that no other has.</summary>
internal static class LeagueArgument
{
    private const int MostNamed = 5;

    public static Argument<string> Create() => new("LEAGUE")
    {
        Description = "A league's id, its name (the newest of that name), or a beginning of its id that no other has.",
    };

    public static async Task<League> ResolveAsync(ArenaClient client, string wanted, CancellationToken cancellationToken)
    {
        var leagues = (await client.Leagues.ListAsync(new ListLeaguesRequest(), cancellationToken: cancellationToken)).Leagues;
        return Find(leagues, wanted);
    }

    /// <param name="leagues">Newest first.</param>
    /// <param name="wanted">What was typed.</param>
    internal static League Find(IReadOnlyList<League> leagues, string wanted)
    {
        if ((leagues.FirstOrDefault(l => l.Id == wanted) ?? leagues.FirstOrDefault(l => l.Name == wanted)) is { } exact)
            return exact;
        League[] begun = wanted.Length == 0 ? [] : [.. leagues.Where(l => l.Id.StartsWith(wanted, StringComparison.Ordinal))];
        return begun switch
        {
            [var only] => only,
            [] => throw new CommandException($"no league has the id or the name '{wanted}'{Known(leagues, wanted)}", ExitCode.Failed),
            _ => throw new CommandException(
                $"{begun.Length} leagues have an id that begins with '{wanted}': {Some(begun)}", ExitCode.Usage),
        };
    }

    private static string Known(IReadOnlyList<League> leagues, string wanted)
    {
        if (leagues.Count == 0)
            return "; there are no leagues";
        var near = NearMiss.Closest(wanted, [.. leagues.Select(l => l.Name).Distinct()]);
        return $"{(near is null ? "" : $"; did you mean '{near}'?")}; newest leagues: {Some(leagues)}";
    }

    private static string Some(IReadOnlyList<League> leagues) =>
        string.Join(", ", leagues.Take(MostNamed).Select(l => l.Id)) + (leagues.Count > MostNamed ? ", …" : "");
}
