using System.Collections.Immutable;
using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Primitives;

namespace Arena.Core.Matches;

/// <summary>
/// One match while it is played: asks the agents, checks their answers, rolls for chance, and stops at the first
/// forfeit. While agents answer at once it runs without awaiting, on the caller's thread and without allocating.
/// </summary>
internal sealed class Referee : IDisposable
{
    private const int ReasonLength = 500; // characters of a reason that are kept

    private readonly MatchSpec spec;
    private readonly ImmutableArray<IAgent> agents;
    private readonly TimeProvider time;
    private readonly CancellationToken calledOff;
    private readonly CancellationTokenSource unwanted;  // what agents see: called off, or the match is over
    private readonly GameState state;
    private readonly Dice environment;
    private readonly int[] answers;
    private readonly Task<int>?[] thinking;             // by seat: an answer that is not there yet
    private bool forfeited;

    public Referee(MatchSpec spec, ImmutableArray<IAgent> agents, TimeProvider time, CancellationToken calledOff)
    {
        (this.spec, this.agents, this.time, this.calledOff) = (spec, agents, time, calledOff);
        unwanted = CancellationTokenSource.CreateLinkedTokenSource(calledOff);
        state = spec.Game.NewState();
        environment = new Dice(spec.EnvironmentSeed);
        answers = new int[agents.Length];
        thinking = new Task<int>?[agents.Length];
        Verdicts = new Verdict[agents.Length];
    }

    public Verdict[] Verdicts { get; }

    public string? Reason { get; private set; }

    public int Moves => state.Moves;

    public Transcript Transcript { get; } = new();

    public async ValueTask PlayAsync()
    {
        while (AdvanceUntilSomebodyThinks())
        {
            await CollectAnswersAsync().ConfigureAwait(false);
            Commit();
        }
    }

    public double[] Scores()
    {
        var scores = new double[agents.Length];
        for (var seat = 0; seat < scores.Length; seat++)
            scores[seat] = forfeited ? state.ForfeitScore(seat, Verdicts[seat] != Verdict.Ok) : state.Score(seat);
        return scores;
    }

    public void Dispose() => unwanted.Dispose();

    /// <summary>True: an answer must be awaited. False: the match is over.</summary>
    private bool AdvanceUntilSomebodyThinks()
    {
        while (!forfeited && !state.IsTerminal)
        {
            calledOff.ThrowIfCancellationRequested();
            if (state.CurrentSeat == Turn.Chance) RollChance();
            else if (Ask()) return true;
            else Commit();
        }

        return false;
    }

    /// <summary>Asks whoever is to move. True: somebody is still thinking.</summary>
    private bool Ask()
    {
        if (state.CurrentSeat != Turn.Simultaneous) return Ask(state.CurrentSeat);
        var anybody = false;
        for (var seat = 0; seat < agents.Length; seat++) anybody |= Ask(seat);
        return anybody;
    }

    private bool Ask(int seat)
    {
        try
        {
            var answer = agents[seat].ChooseAsync(state, seat, unwanted.Token);
            if (!answer.IsCompleted)
            {
                thinking[seat] = answer.AsTask();
                return true;
            }

            answers[seat] = answer.GetAwaiter().GetResult();
        }
        catch (Exception failure)
        {
            calledOff.ThrowIfCancellationRequested();
            Crashed(seat, failure);
        }

        return false;
    }

    private async ValueTask CollectAnswersAsync()
    {
        // All clocks start now; those who choose at once think at once.
        var waits = new Task?[thinking.Length];
        for (var seat = 0; seat < waits.Length; seat++)
            waits[seat] = thinking[seat]?.WaitAsync(spec.MoveTimeLimit, time, calledOff);

        for (var seat = 0; seat < waits.Length; seat++)
        {
            if (waits[seat] is not { } wait) continue;
            await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var answer = thinking[seat]!;
            if (!answer.IsCompleted) Abandon(answer);
            if (calledOff.IsCancellationRequested) continue; // abandon the others too, then leave
            thinking[seat] = null;
            if (answer.IsCompletedSuccessfully) answers[seat] = answer.Result;
            else if (answer.IsCompleted) Crashed(seat, answer.Exception?.InnerException ?? new TaskCanceledException(answer));
            else Forfeit(seat, Verdict.Timeout, $"did not answer within {spec.MoveTimeLimit.TotalSeconds:0.###} s");
        }

        calledOff.ThrowIfCancellationRequested();
    }

    /// <summary>Tells an agent that its answer is no longer wanted, and lets a late failure of it go unheard.</summary>
    private void Abandon(Task<int> answer)
    {
        answer.ContinueWith(
            static late => late.Exception, CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        unwanted.Cancel();
    }

    /// <summary>Plays what was answered, unless an answer was missing or illegal.</summary>
    private void Commit()
    {
        var seat = state.CurrentSeat;
        if (seat != Turn.Simultaneous)
        {
            if (!IsAcceptable(seat)) return;
            Transcript.Add(answers[seat]);
            state.Apply(answers[seat]);
            return;
        }

        for (seat = 0; seat < agents.Length; seat++) IsAcceptable(seat);
        if (forfeited) return;
        foreach (var answer in answers) Transcript.Add(answer);
        state.Apply(answers);
    }

    private bool IsAcceptable(int seat)
    {
        if (Verdicts[seat] != Verdict.Ok) return false;
        if (state.IsLegal(seat, answers[seat])) return true;
        Span<int> legal = stackalloc int[spec.Game.ActionCount];
        var count = state.LegalActions(seat, legal);
        Forfeit(seat, Verdict.Illegal, $"chose action {answers[seat]}; legal were {string.Join(", ", legal[..count].ToArray())}");
        return false;
    }

    private void RollChance()
    {
        Span<int> outcomes = stackalloc int[spec.Game.ActionCount];
        var count = state.LegalActions(Turn.Chance, outcomes);
        var roll = environment.NextDouble();
        var outcome = outcomes[count - 1]; // rounding may leave a sliver above the sum of the probabilities
        foreach (var candidate in outcomes[..count])
        {
            roll -= state.ChanceProbability(candidate);
            if (roll >= 0) continue;
            outcome = candidate;
            break;
        }

        Transcript.Add(outcome);
        state.Apply(outcome);
    }

    private void Crashed(int seat, Exception failure) =>
        Forfeit(seat, Verdict.Crash, $"failed with {failure.GetType().Name}: {failure.Message}");

    private void Forfeit(int seat, Verdict verdict, string what)
    {
        forfeited = true;
        Verdicts[seat] = verdict;
        var reason = $"{spec.Agents[seat].Name} (seat {seat}) at move {state.Moves}: {what}";
        Reason = Reason is null ? Short(reason) : $"{Reason}; {Short(reason)}";
    }

    private static string Short(string reason)
    {
        var line = reason.ReplaceLineEndings(" ");
        return line.Length <= ReasonLength ? line : line[..ReasonLength] + "…";
    }
}
