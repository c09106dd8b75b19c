using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Games.Chess;
using Arena.Core.Matches;
using Arena.Engines.Protocols;

namespace Arena.Engines;

/// <summary>The near end of an engine, for one match.</summary>
internal sealed class EngineAgent(EngineDriver driver, EnginePool pool) : ISeatedAgent, ISearchingAgent, ITimedAgent
{
    private const int LongestAnswer = 40; // characters of an answer that are told

    private IMatchView? _match;

    public string? Content => driver.Content;

    public SearchSummary? LastSearch => driver.LastSearch;

    public TimeSpan TimeTaken => driver.MoveTimer.Elapsed;

    public void Attend(IMatchView match) => _match = match;

    public async ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken)
    {
        driver.MoveTimer.Reset();
        var answer = await pool.InTurnAsync(
            // Not cancelled: who gives up waiting disposes of this agent, which ends the search.
            () => driver.ChooseAsync(_match!, (ChessState)state, seat), cancellationToken).ConfigureAwait(false);
        if (((ChessState)state).FindMove(answer) is { } move) return move;
        throw new IllegalAnswerException(
            $"answered '{(answer.Length <= LongestAnswer ? answer : answer[..LongestAnswer] + "…")}', which is no legal move in {state}");
    }

    public ValueTask EndAsync(MatchRecord record, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => pool.ReturnAsync(driver);
}
