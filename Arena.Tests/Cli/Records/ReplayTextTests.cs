using Arena.Cli.Records;

namespace Arena.Tests.Cli.Records;

public sealed class ReplayTextTests
{
    [Theory]
    [InlineData(3, 1, "3 matches played again: 2 records are true, 1 is not")]
    [InlineData(2, 1, "2 matches played again: 1 record is true, 1 is not")]
    [InlineData(0, 0, "0 matches played again: 0 records are true, 0 are not")]
    public void Summary_counts(int played, int wrong, string told) =>
        Assert.Equal(told + "\n", Summary(played, wrong, new Dictionary<string, int>()));

    [Fact]
    public void Summary_says_of_how_many_records_a_ledger_said_what()
    {
        var notes = new Dictionary<string, int> { ["compared with the ledger"] = 6, ["no ledger has match 7"] = 1 };
        Assert.Equal(
            """
            8 matches played again: 8 records are true, 0 are not
              6 records: compared with the ledger
              1 record: no ledger has match 7

            """, Summary(8, 0, notes));
    }

    [Fact]
    public void Summary_of_many_notes_ends()
    {
        var notes = Enumerable.Range(0, 25).ToDictionary(match => $"no ledger has match {match}", _ => 2);
        var lines = Summary(50, 0, notes).TrimEnd().Split('\n');
        Assert.Equal((22, "  10 more records"), (lines.Length, lines[^1]));
    }

    private static string Summary(int played, int wrong, IReadOnlyDictionary<string, int> notes)
    {
        var writer = new StringWriter();
        ReplayText.WriteSummary(writer, played, wrong, notes);
        return writer.ToString();
    }
}
