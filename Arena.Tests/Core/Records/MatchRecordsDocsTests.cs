using System.Text.Json;
using Arena.Core.Records;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Records;

/// <summary>docs/match-records.md says what the program does.</summary>
public sealed class MatchRecordsDocsTests
{
    private static readonly string Docs = File.ReadAllText(Path.Combine(Repository.Root, "docs", "match-records.md"));

    [Fact]
    public void Example_is_a_true_record_as_it_is_written()
    {
        var example = Example();
        var document = MatchDocumentReader.Parse(example);
        Assert.Equal(example, MatchDocumentWriter.Write(document));
        var report = MatchReplay.Run(document, CancellationToken.None);
        Assert.True(report.IsTrue, string.Join("\n", report.Differences));
        Assert.Equal((4, 2), (report.Actions, report.Asked));
    }

    [Fact]
    public void Example_with_the_change_that_is_shown_gives_what_is_shown()
    {
        var changed = Example().Replace(
            "\"by\": 1, \"action\": 0, \"name\": \"Pass\"", "\"by\": 1, \"action\": 1, \"name\": \"Bet\"", StringComparison.Ordinal);
        var report = MatchReplay.Run(MatchDocumentReader.Parse(changed), CancellationToken.None);
        foreach (var difference in report.Differences.Take(2)) Assert.Contains($"\n  {difference}\n", Docs, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_field_is_there()
    {
        using var example = JsonDocument.Parse(Example());
        Assert.All(example.RootElement.EnumerateObject(), field => Assert.Contains($"`{field.Name}`", Docs, StringComparison.Ordinal));
    }

    private static string Example()
    {
        var start = Docs.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
        return Docs[start..Docs.IndexOf("\n```", start, StringComparison.Ordinal)];
    }
}
