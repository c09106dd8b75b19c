using Arena.Cli.Matches.Engines;
using Arena.Tests.Shared;

namespace Arena.Tests.Cli.Matches.Engines;

/// <summary>The commands in docs/engines.md are understood as they stand, in the checkout.</summary>
public sealed class EngineDocsTests
{
    [Fact]
    public void Matches_of_the_page_can_be_played()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "engines.md")).Replace("\\\n", "", StringComparison.Ordinal);
        var commands = page.Split('\n').Where(line => line.StartsWith("./arena match -engine", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(commands);
        foreach (var command in commands)
        {
            var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(2)
                .Select(word => word.Replace("file=samples", $"file={Repository.Root}/samples", StringComparison.Ordinal));
            Assert.True(EngineMatch.Read(EngineMatch.Flags([.. words])).Plan.Count > 0);
        }
    }

    [Fact]
    public void Every_flag_is_in_the_help_and_on_the_page()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "engines.md"));
        foreach (var flag in EngineMatch.Known)
        {
            Assert.Contains(flag, EngineMatchHelp.Text, StringComparison.Ordinal);
            Assert.Contains(flag, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Help_fits_into_eighty_columns() =>
        Assert.All(EngineMatchHelp.Text.Split('\n'), line => Assert.True(line.Length <= 80, line));
}
