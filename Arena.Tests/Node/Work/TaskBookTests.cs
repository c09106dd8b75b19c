using Arena.Contracts.V1;
using Arena.Node.Work;

namespace Arena.Tests.Node.Work;

public sealed class TaskBookTests
{
    private static readonly CancellationToken _limit = new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
    private readonly TaskBook _book = new();

    [Fact]
    public async Task Recalled_league_gives_back_what_has_not_begun_and_keeps_what_has()
    {
        Add("a", 1, 2, 3);
        Add("b", 4);
        var begun = await _book.NextAsync(_limit);
        _book.Recall(new Recall { LeagueId = "a" });
        Assert.Equal([2, 3], Returned().Order());
        Assert.Equal(4, (await _book.NextAsync(_limit)).Task.Id);
        Assert.Equal([1, 4], _book.HeldTasks.Order());
        Assert.False(begun.Abandoned.IsCancellationRequested);
    }

    [Fact]
    public async Task Abandoned_league_breaks_off_what_has_begun_and_leaves_others_alone()
    {
        Add("a", 1);
        Add("b", 2);
        var (abandoned, other) = (await _book.NextAsync(_limit), await _book.NextAsync(_limit));
        _book.Recall(new Recall { LeagueId = "a", Abandon = true });
        Assert.True(abandoned.Abandoned.IsCancellationRequested);
        Assert.False(other.Abandoned.IsCancellationRequested);
    }

    [Fact]
    public async Task Task_that_comes_again_after_it_was_given_back_is_played_once()
    {
        Add("a", 1);
        _book.Recall(new Recall { LeagueId = "a" });
        Add("a", 1);
        Add("a", 2);
        Assert.Equal(1, (await _book.NextAsync(_limit)).Task.Id);
        Assert.Equal(2, (await _book.NextAsync(_limit)).Task.Id);
        Assert.Equal(2, _book.Held);
    }

    [Fact]
    public async Task Lost_session_forgets_what_has_not_begun()
    {
        Add("a", 1);
        _book.Reconnected(resumed: false);
        Add("a", 2);
        Assert.Equal(2, (await _book.NextAsync(_limit)).Task.Id);
        Assert.Equal([2], _book.HeldTasks);
    }

    private void Add(string league, params long[] ids) => _book.Add(new Assignment
    {
        LeagueId = league,
        Document = """{ "name": "l", "game": "tic_tac_toe", "agents": ["random", "greedy"] }""",
        Tasks = { ids.Select(id => new MatchTask { Id = id, Seats = { 0, 1 } }) },
    });

    private IEnumerable<long> Returned()
    {
        while (_book.Finished.TryRead(out var result))
        {
            Assert.True(result.Returned && result.Passing && result.Refused.Length > 0);
            yield return result.TaskId;
        }
    }
}
