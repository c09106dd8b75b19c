using Arena.Tests.Shared;

namespace Arena.Tests.Docs;

public sealed class DocExampleTests
{
    public static TheoryData<string> Pages => new(DocExample.Pages);

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_are_marked_as_such_so_that_they_are_run(string page) => Assert.Empty(DocExample.Unmarked(page));

    [Fact]
    public void Readme_has_commands_of_both_kinds()
    {
        var examples = DocExample.Of("README.md");
        Assert.Contains(examples, example => example.Script.StartsWith("./arena up", StringComparison.Ordinal));
        Assert.Contains(examples, example => example.Script == "./arena play samples/leagues/tic-tac-toe.json --nodes 3");
    }
}
