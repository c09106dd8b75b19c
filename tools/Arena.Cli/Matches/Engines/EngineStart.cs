using Arena.Core.Agents;
using Arena.Core.Matches;
using Arena.Engines;

namespace Arena.Cli.Matches.Engines;

/// <summary>Starts every engine of a match once, before anything is played: they are then ready for their first games.</summary>
internal static class EngineStart
{
    /// <summary>SHA-256 of the engines' programs in hex, by the engines' names.</summary>
    /// <exception cref="CommandException">An engine is not to be had, or cannot be started while a breakdown ends the match.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> RunAsync(
        EngineMatch match, EnginePool engines, CancellationToken cancellationToken)
    {
        var programs = new Dictionary<string, string>(StringComparer.Ordinal);
        var agents = match.Plan.Agents;

        // From a position if there is one: not every engine can be set to it.
        var first = match.Plan.At(0).Spec;
        var opening = match.Plan.Book.FirstOrDefault(opening => opening.State is not null) ?? first.Opening;
        for (var index = 0; index < agents.Length; index++)
        {
            var spec = first with { Agents = [agents[index], agents[(index + 1) % agents.Length]], Opening = opening };
            var (content, fault) = await StartAsync(spec, engines, cancellationToken);
            if (fault is not null && !match.Recover)
                throw new CommandException($"match: '{agents[index].Name}' could not be started: {fault}", ExitCode.Failed);
            if (content is { Length: > 0 })
                programs[agents[index].Name] = content;
        }

        return programs;
    }

    private static async Task<(string? Content, string? Fault)> StartAsync(
        MatchSpec spec, EnginePool engines, CancellationToken cancellationToken)
    {
        try
        {
            return await engines.StartAsync(spec, seat: 0, cancellationToken);
        }
        catch (AgentUnavailableException unavailable)
        {
            throw new CommandException($"match: {unavailable.Message}", ExitCode.Usage);
        }
    }
}
