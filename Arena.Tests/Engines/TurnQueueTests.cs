using Arena.Engines;

namespace Arena.Tests.Engines;

public sealed class TurnQueueTests
{
    private readonly TurnQueue _turns = new(2);
    private readonly List<int> _begun = [];
    private readonly TaskCompletionSource[] _ends = [.. Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource())];

    [Fact]
    public async Task So_many_are_in_and_the_others_follow_in_their_order()
    {
        var all = Enumerable.Range(0, 5).Select(index => RunAsync(index)).ToArray();
        Assert.Equal([0, 1], _begun);
        _ends[1].SetResult();
        Assert.Equal([0, 1, 2], _begun);
        _ends[2].SetResult();
        _ends[0].SetResult();
        Assert.Equal([0, 1, 2, 3, 4], _begun);
        _ends[4].SetResult();
        _ends[3].SetResult();
        var done = await Task.WhenAll(all);
        Assert.Equal([0, 1, 2, 3, 4], done);
    }

    [Fact]
    public async Task Who_fails_leaves_as_well()
    {
        var (first, _, third) = (RunAsync(0), RunAsync(1), RunAsync(2));
        _ends[0].SetException(new IOException());
        await Assert.ThrowsAsync<IOException>(() => first);
        Assert.Equal([0, 1, 2], _begun);
        _ends[2].SetResult();
        Assert.Equal(2, await third);
    }

    [Fact]
    public async Task Who_is_called_off_while_waiting_is_passed_over()
    {
        using var calledOff = new CancellationTokenSource();
        _ = (RunAsync(0), RunAsync(1));
        var (third, fourth) = (RunAsync(2, calledOff.Token), RunAsync(3));
        await calledOff.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => third);
        _ends[0].SetResult();
        Assert.Equal([0, 1, 3], _begun);
        _ends[3].SetResult();
        Assert.Equal(3, await fourth);
    }

    [Fact]
    public void There_is_room_again_when_all_have_left()
    {
        _ = (RunAsync(0), RunAsync(1));
        _ends[0].SetResult();
        _ends[1].SetResult();
        _ = (RunAsync(2), RunAsync(3), RunAsync(4));
        Assert.Equal([0, 1, 2, 3], _begun);
    }

    private Task<int> RunAsync(int index, CancellationToken cancellationToken = default) => _turns.RunAsync(
        async () =>
        {
            _begun.Add(index);
            await _ends[index].Task;
            return index;
        },
        cancellationToken);
}
