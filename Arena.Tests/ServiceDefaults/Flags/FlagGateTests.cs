using Arena.ServiceDefaults.Flags;
using Arena.Tests.Shared;

namespace Arena.Tests.ServiceDefaults.Flags;

/// <summary>For whom flags are on, as Microsoft.FeatureManagement decides by what the ledger has.</summary>
public sealed class FlagGateTests
{
    private const int Agents = 4_000;
    private static readonly FlagVariant[] _variants = [new("calm", 50), new("bold", 30), new("wild", 20)];

    [Fact]
    public async Task Flags_that_every_system_has_are_as_they_were_made_until_somebody_sets_them()
    {
        using var flags = new TestFlags();
        foreach (var known in KnownFlag.All)
            Assert.Equal(known.ReadBy is not null, (await flags.AskAsync(known.Name, "node/n")).IsOn);
        flags.Set((KnownFlag.DistributedArena, new FlagRules(FlagState.Off)));
        Assert.False((await flags.AskAsync(KnownFlag.DistributedArena, "node/n")).IsOn);
        Assert.True((await flags.AskAsync(KnownFlag.FederatedLearning, "node/n")).IsOn);
        flags.Set(("reward-shaping", new FlagRules(FlagState.On))); // as nobody can; what is not there stays off
        Assert.False((await flags.AskAsync("reward-shaping", "agent/a")).IsOn);
        Assert.False((await flags.AskAsync("nobody-knows", "agent/a")).IsOn);
    }

    [Fact]
    public async Task Same_agent_has_the_same_variant_in_every_service_and_life()
    {
        using var one = new TestFlags();
        using var other = new TestFlags();
        one.Set(("f", new FlagRules(FlagState.On, Variants: _variants)));
        other.Set(("g", new FlagRules(FlagState.On)), ("f", new FlagRules(FlagState.Conditional, Percent: 100, Variants: _variants)));
        foreach (var agent in Names(500))
        {
            var answer = await one.AskAsync("f", agent);
            Assert.True(answer.IsOn);
            Assert.Equal(answer, await other.AskAsync("f", agent, groups: "league/l"));
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(90)]
    public async Task Percentage_is_met_within_chance(double percent)
    {
        using var flags = new TestFlags();
        flags.Set(("f", new FlagRules(FlagState.Conditional, Percent: percent)));
        AssertShare(percent, (await OnAsync(flags)).Count);
    }

    [Fact]
    public async Task Nobody_has_it_at_zero_percent_and_everybody_at_a_hundred()
    {
        using var flags = new TestFlags();
        flags.Set(("f", new FlagRules(FlagState.Conditional, Percent: 0)));
        Assert.Empty(await OnAsync(flags));
        flags.Set(("f", new FlagRules(FlagState.Conditional, Percent: 100)));
        Assert.Equal(Agents, (await OnAsync(flags)).Count);
    }

    [Fact]
    public async Task Raising_the_percentage_takes_the_flag_from_nobody()
    {
        using var flags = new TestFlags();
        var before = new HashSet<string>();
        foreach (var percent in new[] { 1.0, 5, 20, 20.5, 60, 99, 100 })
        {
            flags.Set(("f", new FlagRules(FlagState.Conditional, Percent: percent)));
            var now = await OnAsync(flags);
            Assert.Superset(before, now);
            before = now;
        }
    }

    [Fact]
    public async Task Variants_have_their_shares_within_chance_whoever_else_the_flag_is_on_for()
    {
        using var flags = new TestFlags();
        flags.Set(("f", new FlagRules(FlagState.On, Variants: _variants)));
        var all = new Dictionary<string, string?>();
        foreach (var agent in Names(Agents))
            all.Add(agent, (await flags.AskAsync("f", agent)).Variant);
        foreach (var variant in _variants)
            AssertShare(variant.Percent, all.Values.Count(name => name == variant.Name));

        flags.Set(("f", new FlagRules(FlagState.Conditional, Percent: 30, Variants: _variants)));
        var some = 0;
        foreach (var agent in Names(Agents))
        {
            var answer = await flags.AskAsync("f", agent);
            Assert.Equal(answer.IsOn ? all[agent] : null, answer.Variant);
            some += answer.IsOn ? 1 : 0;
        }

        AssertShare(30, some);
    }

    [Fact]
    public async Task Included_have_it_excluded_have_it_not_and_others_go_by_the_percentage()
    {
        using var flags = new TestFlags();
        flags.Set(("f", new FlagRules(FlagState.Conditional, Include: ["agent/in", "league/in"], Exclude: ["agent/out", "node/out"])));
        Assert.True((await flags.AskAsync("f", "agent/in")).IsOn);
        Assert.True((await flags.AskAsync("f", "agent/x", groups: "league/in")).IsOn);
        Assert.False((await flags.AskAsync("f", "agent/x")).IsOn); // somebody is included, and it is not them
        Assert.False((await flags.AskAsync("f", "agent/in", groups: "node/out")).IsOn);
        Assert.False((await flags.AskAsync("f", "agent/out", groups: "league/in")).IsOn);
        flags.Set(("f", new FlagRules(FlagState.Conditional, Exclude: ["agent/out"])));
        Assert.False((await flags.AskAsync("f", "agent/out")).IsOn);
        Assert.True((await flags.AskAsync("f", "agent/x")).IsOn);
        flags.Set(("f", new FlagRules(FlagState.On, Exclude: ["agent/out"]))); // of a flag that is on it says nothing
        Assert.True((await flags.AskAsync("f", "agent/out")).IsOn);
    }

    [Theory]
    [InlineData("Production", true)]
    [InlineData("Development", false)]
    public async Task Flag_is_on_in_its_environments_only(string environment, bool isOn)
    {
        using var flags = new TestFlags(environment: environment);
        flags.Set(("f", new FlagRules(FlagState.Conditional, Environments: ["Production", "staging"])));
        Assert.Equal(isOn, (await flags.AskAsync("f", "agent/a")).IsOn);
    }

    [Fact]
    public async Task Flag_is_on_within_its_time_and_needs_nobody_to_begin_and_end()
    {
        var time = new WatchedTime();
        using var flags = new TestFlags(time);
        var from = time.GetUtcNow().AddHours(1);
        flags.Set(
            ("f", new FlagRules(FlagState.Conditional, From: from, Until: from.AddHours(2), Variants: _variants)),
            ("late", new FlagRules(FlagState.Conditional, From: from)), ("early", new FlagRules(FlagState.Conditional, Until: from)));
        await AssertOnAsync(flags, "early");
        time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        await AssertOnAsync(flags, "early");
        time.Advance(TimeSpan.FromTicks(1));
        await AssertOnAsync(flags, "f", "late");
        time.Advance(TimeSpan.FromHours(2));
        await AssertOnAsync(flags, "late");
    }

    [Fact]
    public async Task All_conditions_have_to_hold()
    {
        var time = new WatchedTime();
        using var flags = new TestFlags(time, "Development");
        var both = new FlagRules(
            FlagState.Conditional, Include: ["agent/a"], Environments: ["development"], From: time.GetUtcNow().AddHours(1));
        flags.Set(("f", both));
        Assert.False((await flags.AskAsync("f", "agent/a")).IsOn);
        time.Advance(TimeSpan.FromHours(1));
        Assert.True((await flags.AskAsync("f", "agent/a")).IsOn);
        Assert.False((await flags.AskAsync("f", "agent/b")).IsOn);
        flags.Set(("f", both with { Environments = ["production"] }));
        Assert.False((await flags.AskAsync("f", "agent/a")).IsOn);
    }

    [Fact]
    public async Task Tenant_may_switch_off_for_itself_what_the_system_has_on_and_not_on_what_that_has_off()
    {
        using var flags = new TestFlags();
        FlagVersion Of(string tenant, FlagState state, string name = KnownFlag.MultiAgentCompetition) =>
            TestFlags.Version(name, new FlagRules(state), tenant);
        Task<FlagAnswer> AskAsync(string tenant, string name = KnownFlag.MultiAgentCompetition) => flags.AskAsync(name, "league/l", tenant);

        flags.Book.Take([Of("mine", FlagState.Off), Of("mine", FlagState.On, "own")]);
        Assert.Equal((false, true), ((await AskAsync("mine")).IsOn, (await AskAsync("theirs")).IsOn));
        Assert.True((await AskAsync("default")).IsOn);
        Assert.Equal((true, false), ((await AskAsync("mine", "own")).IsOn, (await AskAsync("theirs", "own")).IsOn));
        flags.Book.Take([Of("default", FlagState.Off), Of("mine", FlagState.On)]);
        Assert.Equal((false, false), ((await AskAsync("mine")).IsOn, (await AskAsync("theirs")).IsOn));
    }

    [Fact]
    public async Task What_is_asked_is_counted_and_what_is_looked_at_is_not()
    {
        using var flags = new TestFlags();
        flags.Set(("f", new FlagRules(FlagState.On)));
        await flags.AskAsync("f", "agent/a");
        await flags.AskAsync("f", "agent/b");
        await flags.Gate.LookAsync("default", "f", new FlagSubject("agent/a"), CancellationToken.None);
        Assert.Equal((2, 0), (flags.Instruments.CountOf("f"), flags.Instruments.CountOf("g")));
    }

    [Fact]
    public void Whoever_waits_hears_of_a_change_and_not_of_the_same_again()
    {
        using var flags = new TestFlags();
        var set = TestFlags.Version("f", new FlagRules(FlagState.On));
        var changed = flags.Book.Read().Changed;
        flags.Book.Take([set]);
        Assert.True(changed.IsCompleted);
        changed = flags.Book.Read().Changed;
        flags.Book.Take([set]);
        Assert.False(changed.IsCompleted);
    }

    private static IEnumerable<string> Names(int count) => Enumerable.Range(0, count).Select(i => $"agent/a{i}");

    private static async Task<HashSet<string>> OnAsync(TestFlags flags)
    {
        var on = new HashSet<string>();
        foreach (var agent in Names(Agents))
        {
            if ((await flags.AskAsync("f", agent)).IsOn)
                on.Add(agent);
        }

        return on;
    }

    private static async Task AssertOnAsync(TestFlags flags, params string[] names)
    {
        foreach (var name in new[] { "f", "late", "early" })
            Assert.Equal(names.Contains(name), (await flags.AskAsync(name, "agent/a")).IsOn);
    }

    // Five standard deviations of a binomial; who has what goes by a hash, so that this is the same every time.
    private static void AssertShare(double percent, int found)
    {
        var share = percent / 100;
        var slack = 5 * Math.Sqrt(Agents * share * (1 - share));
        Assert.InRange(found, (Agents * share) - slack, (Agents * share) + slack);
    }
}
