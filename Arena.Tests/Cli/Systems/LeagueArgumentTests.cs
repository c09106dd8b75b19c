using Arena.Cli;
using Arena.Cli.Systems;
using Arena.Contracts.V1;

namespace Arena.Tests.Cli.Systems;

public sealed class LeagueArgumentTests
{
    // Newest first, as the control plane lists them.
    private static readonly League[] _leagues =
    [
        new() { Id = "axelrod-2", Name = "axelrod" }, new() { Id = "axelrod-1", Name = "axelrod" },
        new() { Id = "open-7", Name = "open" }, new() { Id = "axelrod", Name = "other" },
    ];

    [Theory]
    [InlineData("axelrod-1", "axelrod-1")]
    [InlineData("axelrod", "axelrod")] // an id goes before a name
    [InlineData("open", "open-7")]
    [InlineData("ope", "open-7")]
    [InlineData("axelrod-2", "axelrod-2")]
    public void Id_then_name_then_the_beginning_of_one_id(string wanted, string id) =>
        Assert.Equal(id, LeagueArgument.Find(_leagues, wanted).Id);

    [Fact]
    public void Name_is_the_newest_of_that_name() => Assert.Equal("axelrod-2", LeagueArgument.Find(_leagues[..3], "axelrod").Id);

    [Theory]
    [InlineData("axelrod-", 2, "2 leagues have an id that begins with 'axelrod-': axelrod-2, axelrod-1")]
    [InlineData("opem", 1, "no league has the id or the name 'opem'; did you mean 'open'?; newest leagues: axelrod-2, "
        + "axelrod-1, open-7, axelrod")]
    [InlineData("", 1, "no league has the id or the name ''; newest leagues: axelrod-2")]
    public void What_is_not_one_league_is_told_with_what_there_is(string wanted, int exitCode, string message)
    {
        var failure = Assert.Throws<CommandException>(() => LeagueArgument.Find(_leagues, wanted));
        Assert.Equal(exitCode, failure.ExitCode);
        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_leagues_there_is_nothing_to_name() =>
        Assert.Equal("no league has the id or the name 'x'; there are no leagues",
            Assert.Throws<CommandException>(() => LeagueArgument.Find([], "x")).Message);
}
