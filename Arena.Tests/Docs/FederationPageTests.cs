using System.Globalization;
using Arena.Core.Learning;
using Arena.Tests.Shared;

namespace Arena.Tests.Docs;

/// <summary>docs/federation.md: its table of aggregators beside those that there are.</summary>
public sealed class FederationPageTests
{
    [Fact]
    public void Page_has_every_aggregator_with_its_parameters_and_defaults()
    {
        var rows = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "federation.md"))
            .SkipWhile(line => line != "| aggregator | what it is | parameters |").Skip(2).TakeWhile(line => line.StartsWith('|'));
        Assert.Equal(Aggregators.All.Select(Row), rows);
    }

    private static string Row(AggregatorType type) =>
        $"| `{type.Name}` | {type.Description} | {string.Join(", ", type.Parameters.Definitions.Select(parameter => string.Create(
            CultureInfo.InvariantCulture, $"`{parameter.Name}` {parameter.Default}")))} |";
}
