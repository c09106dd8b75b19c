using Arena.ServiceDefaults.Flags;

namespace Arena.Tests.ServiceDefaults.Flags;

public sealed class FlagRulesTests
{
    private static readonly FlagRules _all = new(
        FlagState.Conditional, "Søren's \"<first>\" experiment", 12.5, ["agent/b", "agent/a", "agent/a"], ["node/n"], ["Production"],
        new DateTimeOffset(2027, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)), new DateTimeOffset(2027, 2, 1, 0, 0, 0, TimeSpan.Zero),
        [new("a", 50), new("b", 50)]);

    [Fact]
    public void Text_is_for_people_and_reads_back()
    {
        var rules = _all.Normalize();
        string[] parts =
        [
            """
            {"state":"conditional","description":"Søren's \"<first>\" experiment","percent":12.5,"include":["agent/a","agent/b"],
            """,
            """
            "exclude":["node/n"],"environments":["production"],"from":"2027-01-01T00:00:00+00:00","until":"2027-02-01T00:00:00+00:00",
            """,
            """
            "variants":[{"name":"a","percent":50},{"name":"b","percent":50}]}
            """,
        ];
        Assert.Equal(string.Concat(parts), rules.ToJson());
        Assert.Equal(rules.ToJson(), FlagRules.Parse(rules.ToJson()).ToJson());
        Assert.Equal("""{"state":"off"}""", new FlagRules(FlagState.Off, " ", Include: [], Variants: []).Normalize().ToJson());
    }

    [Fact]
    public void Message_says_the_same()
    {
        foreach (var rules in new[] { _all.Normalize(), new FlagRules(FlagState.Off), new FlagRules(FlagState.On), new FlagRules(null) })
            Assert.Equal(rules.ToJson(), FlagMessages.ToDomain(FlagMessages.ToMessage(rules)).ToJson());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(100, 1)]
    [InlineData(250, 3)]
    public void Many_flags_come_in_parts_and_are_known_when_the_last_is_there(int count, int parts)
    {
        using var flags = new TestFlags();
        flags.Set(("former", new FlagRules(FlagState.On)));
        FlagVersion[] all = [.. Enumerable.Range(0, count).Select(i => TestFlags.Version($"f{i}", _all) with { Why = "w" })];
        var (messages, received) = (FlagMessages.ToMessages(all).ToArray(), new FlagParts(flags.Book));
        Assert.Equal(parts, messages.Length);
        foreach (var message in messages)
        {
            Assert.NotNull(flags.Book.Find("default", "former"));
            received.Take(message);
        }

        Assert.Equal(all.Select(Told), flags.Book.Read().Flags.Select(Told));

        static string Told(FlagVersion flag) => $"{flag with { Rules = null! }} {flag.Rules.ToJson()}";
    }

    [Theory]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"state":"on","unknown":1}""")]
    [InlineData("""{"state":1}""")]
    [InlineData("""{"state":"on","percent":"1"}""")]
    public void What_is_none_is_refused(string json) => Assert.Throws<InvalidDataException>(() => FlagRules.Parse(json));
}
