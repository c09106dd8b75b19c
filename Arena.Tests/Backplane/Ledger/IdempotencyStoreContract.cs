using Arena.Backplane.Ledger;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of calls that are made twice.</summary>
public abstract class IdempotencyStoreContract(ILedgerSource source) : LedgerContract(source)
{
    private static readonly TimeSpan _long = TimeSpan.FromHours(1);

    // The stores' clocks are their own: what is over is over at once.
    private static readonly TimeSpan _over = TimeSpan.FromMilliseconds(-1);
    private static readonly byte[] _one = [1];
    private static readonly byte[] _other = [2];

    [Fact]
    public async Task Call_is_begun_once_and_its_answer_kept()
    {
        var calls = (await OpenAsync()).Idempotency;
        var begun = Assert.IsType<IdempotentCall.Begun>(await calls.BeginAsync(Own("k"), _one, _long, _long, None));
        Assert.IsType<IdempotentCall.InProgress>(await calls.BeginAsync(Own("k"), _one, _long, _long, None));
        Assert.IsType<IdempotentCall.OtherCall>(await calls.BeginAsync(Own("k"), _other, _long, _long, None));
        Assert.IsType<IdempotentCall.Begun>(await calls.BeginAsync(Own("another"), _one, _long, _long, None));

        await calls.CompleteAsync(Own("k"), begun, [7, 8], None);
        Assert.Equal([7, 8], Assert.IsType<IdempotentCall.Done>(await calls.BeginAsync(Own("k"), _one, _long, _long, None)).Answer);
        Assert.IsType<IdempotentCall.OtherCall>(await calls.BeginAsync(Own("k"), _other, _long, _long, None));
        await calls.CompleteAsync(Own("k"), begun, [9], None);
        await calls.ReleaseAsync(Own("k"), begun, None);
        Assert.Equal([7, 8], Assert.IsType<IdempotentCall.Done>(await calls.BeginAsync(Own("k"), _one, _long, _long, None)).Answer);
    }

    [Fact]
    public async Task Call_that_came_to_nothing_may_be_made_again_and_has_the_same_token()
    {
        var calls = (await OpenAsync()).Idempotency;
        var first = Assert.IsType<IdempotentCall.Begun>(await calls.BeginAsync(Own("k"), _one, _long, _long, None));
        await calls.ReleaseAsync(Own("k"), first, None);
        Assert.IsType<IdempotentCall.OtherCall>(await calls.BeginAsync(Own("k"), _other, _long, _long, None));
        var second = Assert.IsType<IdempotentCall.Begun>(await calls.BeginAsync(Own("k"), _one, _long, _long, None));
        Assert.Equal((first.Token, first.Attempt + 1), (second.Token, second.Attempt));
    }

    [Fact]
    public async Task Whoever_took_too_long_writes_no_answer()
    {
        var calls = (await OpenAsync()).Idempotency;
        var slow = Assert.IsType<IdempotentCall.Begun>(await calls.BeginAsync(Own("k"), _one, _over, _long, None));
        var next = Assert.IsType<IdempotentCall.Begun>(await calls.BeginAsync(Own("k"), _one, _long, _long, None));
        await calls.CompleteAsync(Own("k"), slow, [1], None);
        await calls.ReleaseAsync(Own("k"), slow, None);
        Assert.IsType<IdempotentCall.InProgress>(await calls.BeginAsync(Own("k"), _one, _long, _long, None));
        await calls.CompleteAsync(Own("k"), next, [2], None);
        Assert.Equal([2], Assert.IsType<IdempotentCall.Done>(await calls.BeginAsync(Own("k"), _one, _long, _long, None)).Answer);
    }

    [Fact]
    public async Task Key_that_has_expired_is_a_new_one()
    {
        var calls = (await OpenAsync()).Idempotency;
        var first = Assert.IsType<IdempotentCall.Begun>(await calls.BeginAsync(Own("k"), _one, _long, _over, None));
        await calls.CompleteAsync(Own("k"), first, [1], None);
        var second = Assert.IsType<IdempotentCall.Begun>(await calls.BeginAsync(Own("k"), _other, _long, _long, None));
        Assert.NotEqual(first.Token, second.Token);
    }

    [Fact]
    public async Task Of_many_who_begin_at_the_same_time_one_does()
    {
        var calls = (await OpenAsync()).Idempotency;
        for (var round = 0; round < 5; round++)
        {
            var key = Own($"k{round}");
            var begun = await Task.WhenAll(
                Enumerable.Range(0, 16).Select(_ => Task.Run(() => calls.BeginAsync(key, _one, _long, _long, None))));
            Assert.Single(begun.OfType<IdempotentCall.Begun>());
            Assert.Equal(15, begun.OfType<IdempotentCall.InProgress>().Count());
        }
    }
}
