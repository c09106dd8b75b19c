using System.Collections.Immutable;
using Arena.Core.Agents;
using Arena.Core.Agents.Learned;
using Arena.Core.Agents.Programs;
using Arena.Core.Primitives;

namespace Arena.Core.Matches;

/// <summary>Plays matches.</summary>
public static class MatchRunner
{
    /// <summary>Plays one match between self-contained agents, made afresh from the spec.</summary>
    /// <param name="spec">The match.</param>
    /// <param name="time">The clock of the move time limit.</param>
    /// <param name="cancellationToken">Calls the match off; that is nobody's forfeit.</param>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    /// <exception cref="ArgumentException">The spec names a strategy that does not exist, or too few agents.</exception>
    public static ValueTask<MatchRecord> PlayAsync(MatchSpec spec, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return PlayAsync(spec, CreateAgents(spec), time, cancellationToken);
    }

    /// <summary>Plays one match between the given agents, by seat; whoever made them disposes of them.</summary>
    /// <inheritdoc cref="PlayAsync(MatchSpec, TimeProvider, CancellationToken)"/>
    public static ValueTask<MatchRecord> PlayAsync(
        MatchSpec spec, ImmutableArray<IAgent> agents, TimeProvider time, CancellationToken cancellationToken) =>
        PlayAsync(spec, agents, time, progress: null, cancellationToken);

    internal static async ValueTask<MatchRecord> PlayAsync(
        MatchSpec spec, ImmutableArray<IAgent> agents, TimeProvider time, MatchProgress? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(time);
        var seats = spec.Game.Type.Seats;
        if (spec.Agents.Length != seats || agents.Length != seats)
            throw new ArgumentException($"{spec.Game.Type} wants {seats} agents; the match has {spec.Agents.Length}", nameof(spec));

        using var referee = new Referee(spec, agents, time, progress, cancellationToken);
        await referee.PlayAsync().ConfigureAwait(false);
        return Record(spec, agents, referee);
    }

    /// <summary>Plays one match with agents from these sources, and made here where they are self-contained.</summary>
    /// <param name="spec">The match.</param>
    /// <param name="sources">Where programs come from.</param>
    /// <param name="time">What clocks go by.</param>
    /// <param name="cancellationToken">Calls the match off; that is nobody's forfeit.</param>
    /// <exception cref="AgentUnavailableException">An agent is not to be had here.</exception>
    public static ValueTask<MatchRecord> PlayAsync(
        MatchSpec spec, IReadOnlyList<IAgentSource> sources, TimeProvider time, CancellationToken cancellationToken) =>
        PlayAsync(spec, sources, time, progress: null, cancellationToken);

    /// <summary>The same, for somebody who may look on.</summary>
    /// <param name="spec">The match.</param>
    /// <param name="sources">Where programs come from.</param>
    /// <param name="time">What clocks go by.</param>
    /// <param name="progress">Is told every move; null is nobody.</param>
    /// <param name="cancellationToken">Calls the match off; that is nobody's forfeit.</param>
    /// <exception cref="AgentUnavailableException">An agent is not to be had here.</exception>
    public static async ValueTask<MatchRecord> PlayAsync(
        MatchSpec spec, IReadOnlyList<IAgentSource> sources, TimeProvider time, MatchProgress? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(sources);
        if (spec.Agents.All(a => a.IsSelfContained))
            return await PlayAsync(spec, CreateAgents(spec), time, progress, cancellationToken).ConfigureAwait(false);

        var seated = new ISeatedAgent?[spec.Agents.Length];
        try
        {
            // In the order of names everywhere: two matches that want the same two agents cannot wait for each other.
            foreach (var seat in Enumerable.Range(0, seated.Length).OrderBy(s => spec.Agents[s].Name, StringComparer.Ordinal))
                seated[seat] = await SeatAsync(spec, seat, sources, cancellationToken).ConfigureAwait(false);
            var agents = seated.Select((agent, seat) => agent ?? CreateAgent(spec, seat));
            var record = await PlayAsync(spec, [.. agents], time, progress, cancellationToken).ConfigureAwait(false);
            foreach (var agent in seated)
                if (agent is not null) await agent.EndAsync(record, cancellationToken).ConfigureAwait(false);
            return record;
        }
        finally
        {
            foreach (var agent in seated)
                if (agent is not null) await agent.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The agent of one seat: from the catalog of built-in strategies, or what a model makes one.</summary>
    /// <exception cref="ArgumentException">There is no such strategy for this game, or the model is of another.</exception>
    internal static IAgent CreateAgent(MatchSpec spec, int seat)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var agent = spec.Agents[seat];
        if (agent.Program is AgentProgram.Model model) return LearnedPlayer.Of(model, spec.Game, spec.SeedOf(seat));
        var strategy = StrategyCatalog.Find(spec.Game.Type, agent.Strategy) ?? throw new ArgumentException(
            $"unknown strategy '{agent.Strategy}' for {spec.Game.Type}" +
            NearMiss.Hint(agent.Strategy, StrategyCatalog.Ids(spec.Game.Type)), nameof(spec));
        return strategy.Create(new AgentSetup(spec.Game, agent.Parameters, spec.SeedOf(seat)));
    }

    private static async ValueTask<ISeatedAgent?> SeatAsync(
        MatchSpec spec, int seat, IReadOnlyList<IAgentSource> sources, CancellationToken cancellationToken)
    {
        if (spec.Agents[seat].Program is not { IsSelfContained: false } program) return null;
        foreach (var source in sources)
            if (source.Supplies(program)) return await source.SeatAsync(spec, seat, cancellationToken).ConfigureAwait(false);
        throw new AgentUnavailableException(
            $"no agents of the kind '{program.Kind}' can play here, as '{spec.Agents[seat].Name}' is", passing: false);
    }

    private static ImmutableArray<IAgent> CreateAgents(MatchSpec spec)
    {
        var agents = ImmutableArray.CreateBuilder<IAgent>(spec.Agents.Length);
        for (var seat = 0; seat < spec.Agents.Length; seat++) agents.Add(CreateAgent(spec, seat));
        return agents.MoveToImmutable();
    }

    private static MatchRecord Record(MatchSpec spec, ImmutableArray<IAgent> agents, Referee referee)
    {
        var verdicts = referee.Verdicts;
        var scores = referee.Scores();
        var transcript = referee.Transcript.ToArray();
        var (times, searches) = (referee.MoveTimes, referee.Searches);
        var evaluations = Evaluations.Of(spec, times.Length, searches);
        var record = new MatchRecord
        {
            Scores = [.. scores],
            Verdicts = [.. verdicts],
            Outcomes = Judgement.OfSeats([.. scores], [.. verdicts]),
            Reason = referee.Reason,
            Moves = referee.Moves,
            Transcript = transcript,
            MoveTimes = times,
            Searches = searches,
            Evaluations = evaluations,
            Adjudication = referee.Adjudication,
            AgentHashes = [.. agents.Select((agent, seat) => MatchHashes.OfAgent(spec.Agents[seat], (agent as ISeatedAgent)?.Content))],
            Epoch = spec.Epoch,
            Hash = MatchHashes.OfMatch(spec, transcript, scores, verdicts, evaluations),
            Seal = [],
        };
        return record with { Seal = MatchHashes.SealOf(record) };
    }
}
