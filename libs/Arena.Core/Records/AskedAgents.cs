using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Matches;

namespace Arena.Core.Records;

/// <summary>
/// The built-in agents of a recorded match, made afresh with their dice, to be asked again. Programs are not: what an
/// engine finds in a given time, or a bot elsewhere thinks, does not come again.
/// </summary>
internal sealed class AskedAgents
{
    /// <summary>The answer of an agent that fails; no action of any game.</summary>
    public const int Failed = -1;

    private readonly MatchSpec _spec;
    private readonly IAgent?[] _agents;

    public AskedAgents(MatchSpec spec, List<string> notes)
    {
        _spec = spec;
        _agents = [.. Enumerable.Range(0, spec.Agents.Length).Select(seat => Create(seat, notes))];
    }

    /// <summary>Answers that were given.</summary>
    public int Asked { get; private set; }

    /// <summary>What the agent plays; null when it is not asked, or does not answer by itself.</summary>
    public int? Ask(GameState state, int seat, CancellationToken cancellationToken)
    {
        if (_agents[seat] is not { } agent) return null;
        var (action, failure) = Answer(agent, state, seat, cancellationToken);
        if (failure is not null || action is null)
        {
            Excuse(seat);
            return failure is null ? null : Failed;
        }

        Asked++;
        return action;
    }

    /// <summary>Does not ask it any more.</summary>
    public void Excuse(int seat) => _agents[seat] = null;

    /// <summary>How the agent behaves where the record ends; null when it is not asked.</summary>
    public Behaviour? Behaves(GameState state, int seat, CancellationToken cancellationToken)
    {
        if (_agents[seat] is not { } agent) return null;
        var (action, failure) = Answer(agent, state, seat, cancellationToken);
        return (action, failure) switch
        {
            (_, not null) => new Behaviour(Verdict.Crash, $"fails with {failure.GetType().Name}"),
            (null, _) => new Behaviour(Verdict.Timeout, "does not answer"),
            ({ } answer, _) when state.IsLegal(seat, answer) => new Behaviour(Verdict.Ok, $"plays {state.ActionName(seat, answer)}"),
            ({ } answer, _) => new Behaviour(Verdict.Illegal, $"plays the illegal action {answer}"),
        };
    }

    private (int? Action, Exception? Failure) Answer(IAgent agent, GameState state, int seat, CancellationToken cancellationToken)
    {
        using var unwanted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var answer = agent.ChooseAsync(state.ViewFor(seat), seat, unwanted.Token);
            if (answer.IsCompleted) return (answer.GetAwaiter().GetResult(), null);
            _ = answer.AsTask().ContinueWith(
                static late => late.Exception, CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            unwanted.Cancel();
            return (null, null);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, failure);
        }
    }

    private IAgent? Create(int seat, List<string> notes)
    {
        var agent = _spec.Agents[seat];
        if (agent.IsSelfContained) return MatchRunner.CreateAgent(_spec, seat);
        notes.Add($"{agent.Name} (seat {seat}) is played elsewhere ({agent.Strategy}) and was not asked again");
        return null;
    }
}

/// <param name="Text">In words, after "it".</param>
internal readonly record struct Behaviour(Verdict Verdict, string Text);
