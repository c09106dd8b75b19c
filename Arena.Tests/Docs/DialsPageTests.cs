using System.Globalization;
using Arena.Core.Dials;
using Arena.Tests.Shared;

namespace Arena.Tests.Docs;

/// <summary>docs/dials.md: its table of dials beside those that there are.</summary>
public sealed class DialsPageTests
{
    [Fact]
    public void Page_has_every_dial_with_what_it_may_be()
    {
        var rows = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "dials.md"))
            .SkipWhile(line => line != "| dial | what it is | default | from | to | in one epoch |").Skip(2)
            .TakeWhile(line => line.StartsWith('|'));
        Assert.Equal(KnownDials.All.Select(Row), rows);
    }

    private static string Row(DialDefinition dial) => string.Create(
        CultureInfo.InvariantCulture,
        $"| `{dial.Name}` | {dial.Description} | {dial.Default} | {dial.Least} | {dial.Most} | {Step(dial.Step)} |");

    private static string Step(DialStep step)
    {
        var most = step.Most.ToString(CultureInfo.InvariantCulture);
        return step.IsRatio ? $"times or divided by {most}" : $"{most} more or less";
    }
}
