using Arena.Contracts.V1;
using Arena.ControlPlane.Nodes;
using Arena.ServiceDefaults.Access;
using Google.Protobuf;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.ControlPlane.Nodes;

public sealed class WatchedMatchesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly NodeDirectory _nodes = new();
    private readonly WatchedMatches _watched;
    private readonly NodeSession _one;
    private readonly NodeSession _other;

    public WatchedMatchesTests()
    {
        _watched = new WatchedMatches(_nodes, _time);
        (_one, _other) = (Open("one"), Open("other"));
    }

    [Fact]
    public void Node_that_holds_it_is_told_once_what_is_looked_at_and_others_nothing()
    {
        Assert.Null(_watched.Look("l", 3, "one").Moves);
        _watched.Look("l", 3, "one");
        _watched.Look("m", 0, "one");
        Assert.Equal(["l/3", "l/3 m/0"], Told(_one));
        Assert.Empty(Told(_other));
    }

    [Fact]
    public void Node_that_comes_again_is_told_and_not_when_nothing_of_it_is_looked_at()
    {
        _watched.Tell(_one);
        Assert.Empty(Told(_one));
        _watched.Look("l", 3, "one");
        var again = Open("one");
        _watched.Tell(again);
        Assert.Equal(["l/3"], Told(again));
    }

    [Fact]
    public void Moves_reach_those_who_look_and_nobody_else()
    {
        var (_, changed) = _watched.Look("l", 3, "one");
        _watched.Take(_one, Moves("l", 4));
        Assert.False(changed.IsCompleted);
        _watched.Take(_one, Moves("l", 3));
        Assert.True(changed.IsCompleted);
        Assert.Equal(3, _watched.Look("l", 3, "one").Moves?.Index);
        Assert.Null(_watched.Look("l", 4, "one").Moves); // said before anybody looked
    }

    [Fact]
    public void What_a_node_says_of_a_match_that_it_does_not_hold_is_dropped()
    {
        var (_, changed) = _watched.Look("l", 3, "one");
        _watched.Take(_other, Moves("l", 3));
        Assert.False(changed.IsCompleted);
        Assert.Null(_watched.Look("l", 3, "one").Moves);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(0, 100_000)]
    public void Moves_that_cannot_be_are_dropped(long time, int bytes)
    {
        _watched.Look("l", 3, "one");
        var moves = Moves("l", 3);
        moves.Transcript = ByteString.CopyFrom(new byte[bytes]);
        moves.MoveTimesUs.Add(time);
        _watched.Take(_one, moves);
        Assert.Null(_watched.Look("l", 3, "one").Moves);
    }

    [Fact]
    public void Match_that_goes_to_another_node_begins_anew_there_and_the_first_is_told_and_heard_no_more()
    {
        _watched.Look("l", 3, "one");
        _watched.Take(_one, Moves("l", 3));
        var (_, changed) = _watched.Look("l", 3, "one");
        var (moves, _) = _watched.Look("l", 3, "other");
        Assert.True(changed.IsCompleted);
        Assert.Null(moves);
        Assert.Equal(["l/3", ""], Told(_one));
        Assert.Equal(["l/3"], Told(_other));
        _watched.Take(_one, Moves("l", 3)); // late
        Assert.Null(_watched.Look("l", 3, "other").Moves);
        _watched.Take(_other, Moves("l", 3));
        Assert.NotNull(_watched.Look("l", 3, "other").Moves);
    }

    [Fact]
    public void Match_that_nobody_looks_at_any_more_is_forgotten_and_its_node_is_told()
    {
        _watched.Look("l", 3, "one");
        _watched.Look("m", 0, "one");
        _watched.Look("n", 0, "other");
        for (var second = 0; second < 20; second += 5)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            _watched.Look("m", 0, "one");
            _watched.Forget();
        }

        Assert.Equal(["l/3", "l/3 m/0", "m/0"], Told(_one));
        Assert.Equal(["n/0", ""], Told(_other));
    }

    [Fact]
    public void Only_so_many_are_looked_at_and_so_many_of_one_tenant()
    {
        for (var index = 0; index < 2 * WatchedMatches.MostOfTenant; index++)
            _watched.Look("l", index, "one");
        Assert.Equal(WatchedMatches.MostOfTenant, Told(_one).Last().Split(' ').Length);
        for (var index = 0; index < 2 * WatchedMatches.Most; index++)
            _watched.Look(TenantName.Qualify($"tenant-{index % 5}", "l"), index, "one");
        Assert.Equal(WatchedMatches.Most, Told(_one).Last().Split(' ').Length);
        var (moves, changed) = _watched.Look("l", WatchedMatches.Most, "one");
        _watched.Take(_one, Moves("l", WatchedMatches.Most));
        Assert.Null(moves);
        Assert.False(changed.IsCompleted);
    }

    [Fact]
    public void Match_of_a_node_at_another_replica_is_looked_at_there_as_long_as_somebody_looks_here()
    {
        var there = new NodeDirectory();
        var remote = new NodeSession(_one.Hello, _time, replica: "first");
        there.Add(remote);
        var elsewhere = new WatchedMatches(there, _time);
        var (_, changed) = elsewhere.Look("l", 3, "one");
        PassOn(remote);
        Assert.Equal(["l/3"], Told(_one));

        Assert.True(_watched.Take(_one, Moves("l", 3)));
        Assert.False(elsewhere.Take(remote, Moves("l", 3))); // it goes no further
        Assert.True(changed.IsCompleted);
        for (var second = 0; second < 20; second += 5)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            elsewhere.Look("l", 3, "one");
            elsewhere.Forget();
            PassOn(remote);
            _watched.Forget();
            Assert.True(_watched.Take(_one, Moves("l", 3)));
        }

        _watched.Look("l", 3, "one");
        _time.Advance(TimeSpan.FromSeconds(16));
        elsewhere.Forget();
        PassOn(remote);
        _watched.Look("l", 3, "one");
        Assert.False(_watched.Take(_one, Moves("l", 3)));
    }

    private void PassOn(NodeSession remote)
    {
        while (remote.Outgoing.TryRead(out var message))
            _watched.LookFor(_one, message.Watch);
    }

    private static PlayedMoves Moves(string league, int index) =>
        new() { LeagueId = league, Index = index, Transcript = ByteString.CopyFrom(1, 2) };

    private NodeSession Open(string id)
    {
        var session = new NodeSession(new Hello { Node = $"node-{id}", Session = id }, _time);
        _nodes.Add(session);
        return session;
    }

    private static List<string> Told(NodeSession session)
    {
        var told = new List<string>();
        while (session.Outgoing.TryRead(out var message))
            told.Add(string.Join(' ', message.Watch.Matches.Select(match => $"{match.LeagueId}/{match.Index}")));
        return told;
    }
}
