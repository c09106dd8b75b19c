using Arena.Contracts.V1;
using Arena.Node.Work;

namespace Arena.Tests.Node.Work;

public sealed class TaskBookTests
{
    private const string Document = """{ "name": "l", "game": "tic_tac_toe", "agents": ["random", "greedy"] }""";

    private readonly TaskBook _book = new();

    [Fact]
    public async Task Tasks_are_held_until_their_results_are_acknowledged()
    {
        _book.Add(Assignment(1, 2, 3));
        var task = await NextAsync();
        Assert.Equal([1, 2, 3], _book.HeldTasks.Order());
        _book.Finish(Result(task));
        Assert.Equal(3, _book.Held);
        _book.Acknowledge(new Ack { TaskIds = { task.Task.Id } });
        Assert.Equal([2, 3], _book.HeldTasks.Order());
        Assert.Equal(1, _book.Played);
    }

    [Fact]
    public async Task Reconnected_to_the_same_session_sends_unacknowledged_results_again_and_plays_on()
    {
        _book.Add(Assignment(1, 2));
        _book.Finish(Result(await NextAsync()));
        Assert.True(_book.Finished.TryRead(out _));
        _book.Reconnected(resumed: true);
        Assert.True(_book.Finished.TryRead(out var again));
        Assert.Equal(1, again.TaskId);
        Assert.False(_book.Finished.TryRead(out _));
        Assert.Equal(2, (await NextAsync()).Task.Id);
    }

    [Fact]
    public async Task Reconnected_to_a_new_session_forgets_what_is_not_played()
    {
        _book.Add(Assignment(1, 2, 3));
        _book.Finish(Result(await NextAsync()));
        _book.Reconnected(resumed: false);
        Assert.Equal([1], _book.HeldTasks);
        _book.Add(Assignment(4));
        Assert.Equal(4, (await NextAsync()).Task.Id);
    }

    [Fact]
    public async Task Refusal_is_sent_once_and_not_held()
    {
        _book.Add(Assignment(1));
        await NextAsync();
        _book.Finish(new TaskResult { TaskId = 1, Refused = "no" });
        Assert.Equal(0, _book.Held);
        Assert.Equal(0, _book.Played);
        Assert.True(_book.Finished.TryRead(out var refusal));
        Assert.Equal("no", refusal.Refused);
    }

    [Fact]
    public void Task_of_a_league_without_a_document_is_refused()
    {
        var assignment = Assignment(1);
        assignment.Document = "";
        _book.Add(assignment);
        Assert.True(_book.Finished.TryRead(out var refusal));
        Assert.Equal((1, "the league document cannot be read here"), (refusal.TaskId, refusal.Refused));
    }

    private ValueTask<TaskBook.HeldTask> NextAsync() => _book.NextAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);

    private static Assignment Assignment(params long[] ids) => new()
    {
        LeagueId = "l",
        Document = Document,
        Tasks = { ids.Select(id => new MatchTask { Id = id, Seats = { 0, 1 } }) },
    };

    private static TaskResult Result(TaskBook.HeldTask held) => new() { TaskId = held.Task.Id, LeagueId = held.LeagueId };
}
