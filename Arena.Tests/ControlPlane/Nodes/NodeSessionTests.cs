using Arena.Contracts.V1;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Replicas;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.ControlPlane.Nodes;

public sealed class NodeSessionTests
{
    private readonly NodeSession _session = new(new Hello { Node = "n", Session = "s" }, new FakeTimeProvider());

    [Fact]
    public void League_document_goes_with_the_first_assignment_of_its_league_only()
    {
        foreach (var league in (string[])["a", "b", "a", "b"])
            Assert.True(_session.TryAssign(new Assignment { LeagueId = league }, $"document of {league}"));
        Assert.Equal(["document of a", "document of b", "", ""], Sent().Select(assignment => assignment.Document));
    }

    [Fact]
    public void Document_comes_before_the_tasks_of_whoever_else_assigns()
    {
        Parallel.For(0, 1_000, i => _session.TryAssign(new Assignment { LeagueId = $"{i % 10}" }, "document"));
        Assert.All(Sent().GroupBy(assignment => assignment.LeagueId), league => Assert.Equal("document", league.First().Document));
    }

    // Or all of a replica's nodes would lose what they hold when somebody sets its clock.
    [Fact]
    public void Silence_is_what_has_passed_whatever_clocks_are_set_to_meanwhile()
    {
        var time = new FakeTimeProvider();
        var clock = new LedgerClock(time);
        var session = new NodeSession(new Hello { Node = "n", Session = "s" }, clock);
        Assert.True(clock.Set(clock.GetUtcNow(), clock.GetUtcNow().AddHours(1)));
        Assert.Equal(TimeSpan.Zero, session.Silence);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(3), session.Silence);
        session.Seen();
        Assert.Equal(TimeSpan.Zero, session.Silence);
    }

    private List<Assignment> Sent()
    {
        var sent = new List<Assignment>();
        while (_session.Outgoing.TryRead(out var message))
            sent.Add(message.Assignment);
        return sent;
    }
}
