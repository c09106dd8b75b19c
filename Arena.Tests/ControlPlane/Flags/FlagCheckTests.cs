using Arena.ControlPlane.Flags;
using Arena.ServiceDefaults.Flags;

namespace Arena.Tests.ControlPlane.Flags;

public sealed class FlagCheckTests
{
    private static readonly DateTimeOffset _noon = new(2027, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, FlagRules> Faults => new()
    {
        { "Loud Name", "name: 'Loud Name'", new(FlagState.On) },
        { "", "name: ''", new(FlagState.On) },
        { "f", "state: found none", new(null) },
        { "f", "percent: found 100.5; wanted 0 to 100", new(FlagState.Conditional, Percent: 100.5) },
        { "f", "percent: found -1; wanted 0 to 100", new(FlagState.Conditional, Percent: -1) },
        { "f", "percent: found NaN; wanted 0 to 100", new(FlagState.Conditional, Percent: double.NaN) },
        { "f", "include: found 'agents/a'; wanted agent/NAME", new(FlagState.Conditional, Include: ["agent/a", "agents/a"]) },
        { "f", "exclude: found 'node/'; wanted agent/NAME", new(FlagState.Conditional, Exclude: ["node/"]) },
        { "f", "include: found 1001 names", new(FlagState.Conditional, Include: [.. Enumerable.Repeat("agent/a", 1001)]) },
        { "f", "environments: found 'no good'", new(FlagState.Conditional, Environments: ["no good"]) },
        { "f", "from, until: it would begin at 2027-01-01 12:00:00Z", new(FlagState.Conditional, From: _noon, Until: _noon) },
        { "f", "variants: found 1; wanted 2 to 16", new(FlagState.On, Variants: [new("a", 100)]) },
        { "f", "variants: found 17; wanted 2 to 16", new(FlagState.On, Variants: [.. Enumerable.Repeat(new FlagVariant("v", 1), 17)]) },
        { "f", "variants: found 'a' twice", new(FlagState.On, Variants: [new("a", 50), new("a", 50)]) },
        { "f", "variants: found the name 'A b'", new(FlagState.On, Variants: [new("A b", 50), new("a", 50)]) },
        { "f", "variants: a: found -50; wanted 0 to 100", new(FlagState.On, Variants: [new("a", -50), new("b", 150)]) },
        { "f", "variants: their percentages add up to 90; wanted 100", new(FlagState.On, Variants: [new("a", 50), new("b", 40)]) },
        { "f", "include: found 'null'; wanted", new(FlagState.On, Include: [null!]) },
        { "f", "environments: found 'null'; wanted", new(FlagState.On, Environments: [null!]) },
        { "f", "variants: found the name 'null'; wanted", new(FlagState.On, Variants: [null!, null!]) },
        { "f", "rules: found", new(FlagState.On, Include: [.. Enumerable.Range(0, 999).Select(i => $"agent/of-a-long-name-{i}")]) },
        { "f", "description: it has control characters", new(FlagState.On, "two\nlines") },
        { "f", "description: found 501 characters", new(FlagState.On, new string('a', 501)) },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_cannot_be_is_told_with_what_was_found_and_wanted(string name, string fault, FlagRules rules) =>
        Assert.StartsWith(fault, FlagCheck.FaultOf(name, rules), StringComparison.Ordinal);

    [Fact]
    public void What_can_be_is_not_found_fault_with()
    {
        FlagVariant[] thirds = [new("a", 33.333333), new("b", 33.333333), new("c", 33.333334)];
        Assert.Null(FlagCheck.FaultOf("f", new FlagRules(FlagState.Off)));
        Assert.Null(FlagCheck.FaultOf("f-2", new FlagRules(
            FlagState.Conditional, "Søren's", 0.1, ["agent/Søren 🦀", "league/l"], ["node/n", "tenant/t"], ["Production"], _noon,
            _noon.AddTicks(1), thirds)));
    }
}
