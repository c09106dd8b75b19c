using Arena.Contracts.Channels;

namespace Arena.Tests.Contracts.Channels;

public sealed class ReplicaAddressesTests
{
    private static readonly Uri _a = new("http://a:1");
    private static readonly Uri _b = new("http://b:1");
    private static readonly Uri _c = new("http://c:1");

    [Fact]
    public void First_is_called_until_it_is_passed_over_and_after_the_last_comes_the_first()
    {
        var addresses = new ReplicaAddresses([_a, _b]);
        Assert.Equal(_a, addresses.Current);
        addresses.PassOver(_a);
        Assert.Equal(_b, addresses.Current);
        addresses.PassOver(_b);
        Assert.Equal(_a, addresses.Current);
    }

    // Many calls of one channel fail at the same time.
    [Fact]
    public void Passed_over_by_several_at_once_it_is_passed_over_once()
    {
        var addresses = new ReplicaAddresses([_a, _b, _c]);
        addresses.PassOver(_a);
        addresses.PassOver(_a);
        Assert.Equal(_b, addresses.Current);
    }

    [Fact]
    public void What_is_learned_comes_after_what_was_given_and_is_forgotten_when_it_is_not_named_any_more()
    {
        var addresses = new ReplicaAddresses([_a]);
        addresses.Learn(["http://b:1", "http://a:1"]);
        Assert.Equal([_a, _b], addresses.All);
        addresses.Learn(["http://c:1"]);
        Assert.Equal([_a, _c], addresses.All);
        addresses.Learn([]);
        Assert.Equal([_a], addresses.All);
    }

    [Fact]
    public void Learning_does_not_change_which_one_is_called_while_that_is_there()
    {
        var addresses = new ReplicaAddresses([_a]);
        addresses.Learn(["http://b:1", "http://c:1"]);
        addresses.PassOver(_a);
        addresses.PassOver(_b);
        addresses.Learn(["http://c:1"]);
        Assert.Equal(_c, addresses.Current);
        addresses.Learn(["http://b:1"]);
        Assert.Equal(_a, addresses.Current);
    }

    // Or a key would be shown in the clear.
    [Fact]
    public void Only_addresses_of_a_scheme_that_was_given_are_learned()
    {
        var addresses = new ReplicaAddresses([new Uri("https://a:1")]);
        addresses.Learn(["http://b:1", "no address", "", "ftp://c:1", "https://d:1"]);
        Assert.Equal([new Uri("https://a:1"), new Uri("https://d:1")], addresses.All);
    }

    // There it is the replica, and here somebody else.
    [Theory]
    [InlineData("http://a:1", false)]
    [InlineData("http://127.0.0.1:1", true)]
    [InlineData("http://localhost:1", true)]
    public void Address_of_the_machine_itself_is_learned_where_one_was_given(string given, bool isLearned)
    {
        var addresses = new ReplicaAddresses([new Uri(given)]);
        addresses.Learn(["http://127.0.0.1:2", "http://b:1"]);
        Assert.Equal(isLearned, addresses.All.Contains(new Uri("http://127.0.0.1:2")));
        Assert.Contains(_b, addresses.All);
    }

    [Fact]
    public void Callers_begin_at_different_ones_and_always_at_the_same()
    {
        var begun = Enumerable.Range(0, 60).Select(i => BegunAt($"node-{i}")).ToArray();
        Assert.Equal(begun, Enumerable.Range(0, 60).Select(i => BegunAt($"node-{i}")));
        Assert.All(new[] { _a, _b, _c }, address => Assert.InRange(begun.Count(b => b == address), 10, 30));

        static Uri BegunAt(string name)
        {
            var addresses = new ReplicaAddresses([_a, _b, _c]);
            addresses.BeginAt(name);
            return addresses.Current;
        }
    }
}
