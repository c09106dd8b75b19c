using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Arena.Core.Records;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Records;

/// <summary>Records with something changed, everywhere where something can be.</summary>
public sealed class ChangedRecordTests
{
    // Nothing in the file can prove these: the ledger has them.
    private static readonly string[] _uncovered =
        ["$.league", "$.match", "$.node", "$.recordedAt", "$.durationUs", "$.ledger.sequence", "$.ledger.hash"];

    [Theory]
    [InlineData("kuhn_poker")]
    [InlineData("chess")]
    public async Task Record_with_an_unknown_field_is_refused_wherever_it_is(string game)
    {
        var record = await RecordAsync(game);
        var places = Sample(NodesOf(JsonNode.Parse(record)!).Where(node => node is JsonObject));
        Assert.Contains("$.parts", places);
        Assert.Contains("$.moves[0]", places);
        foreach (var place in places)
        {
            var changed = JsonNode.Parse(record)!;
            NodesOf(changed).Single(node => node.GetPath() == place).AsObject().Add("unheard", 1);
            var refused = Assert.Throws<FormatException>(() => MatchDocumentReader.Parse(changed.ToJsonString()));
            Assert.True(refused.Message.Contains("unheard", StringComparison.Ordinal), $"{place}: {refused.Message}");
        }
    }

    [Theory]
    [InlineData("kuhn_poker")]
    [InlineData("chess")]
    public async Task Value_that_was_changed_is_found_unless_only_the_ledger_can_tell(string game)
    {
        var record = await RecordAsync(game);
        foreach (var place in Sample(NodesOf(JsonNode.Parse(record)!).Where(node => node is JsonValue)))
        {
            var changed = JsonNode.Parse(record)!;
            var value = NodesOf(changed).Single(node => node.GetPath() == place).AsValue();
            value.ReplaceWith(Another(value));
            Assert.True(IsTrue(changed) == _uncovered.Contains(place), place);
        }
    }

    [Fact]
    public async Task Origin_without_a_league_is_refused()
    {
        var record = JsonNode.Parse(await RecordAsync("kuhn_poker"))!.AsObject();
        record.Remove("league");
        var refused = Assert.Throws<FormatException>(() => MatchDocumentReader.Parse(record.ToJsonString()));
        Assert.Contains("$.node: this says where a league's match comes from", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<string> RecordAsync(string game) => MatchDocumentWriter.Write(
        await Recorded.Async(game, 3, "random", "random") with
        {
            Origin = new MatchOrigin("l", 4, "n", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), 77, 9, new string('a', 64)),
        });

    private static bool IsTrue(JsonNode record)
    {
        try
        {
            return MatchReplay.Run(MatchDocumentReader.Parse(record.ToJsonString()), CancellationToken.None).IsTrue;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static IEnumerable<JsonNode> NodesOf(JsonNode node)
    {
        var below = node switch
        {
            JsonObject members => members.Select(member => member.Value!),
            JsonArray items => items.Select(item => item!),
            _ => [],
        };
        return below.SelectMany(NodesOf).Prepend(node);
    }

    // Where there are many of a kind, the first and the last.
    private static string[] Sample(IEnumerable<JsonNode> nodes) =>
    [
        .. nodes.Select(node => node.GetPath()).GroupBy(path => Regex.Replace(path, "[0-9]+", "#"))
            .SelectMany(alike => alike.Take(2).Append(alike.Last()).Distinct()),
    ];

    // Of the same form, so that only its meaning can give it away.
    private static JsonNode Another(JsonValue value)
    {
        if (value.GetValueKind() == JsonValueKind.Number)
            return value.GetValue<double>() + 1;
        return value.GetValue<string>() switch
        {
            "ok" => "crash",
            "chance" => 0,
            { Length: 16 or 64 } hash => (hash[0] == '1' ? '2' : '1') + hash[1..],
            var time when DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, out _) => $"2027{time[4..]}",
            var number when ulong.TryParse(number, CultureInfo.InvariantCulture, out var seed) => $"{seed + 1}",
            var text => text + "x",
        };
    }
}
