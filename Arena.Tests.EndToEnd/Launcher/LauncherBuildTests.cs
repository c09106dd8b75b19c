namespace Arena.Tests.EndToEnd.Launcher;

/// <summary>When <c>./arena</c> builds, and when it sees that there is nothing to build.</summary>
public sealed class LauncherBuildTests : IDisposable
{
    private const string Core = "libs/Arena.Core/Core.cs";

    private readonly LauncherTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task Nothing_changed_nothing_is_built()
    {
        Assert.Equal((0, "Arena.Cli.dll nodes\n"), await NodesAsync());
        Assert.Equal((0, "Arena.Cli.dll nodes\n"), await NodesAsync());
        Assert.Single(_tree.Built);
    }

    [Theory]
    [InlineData("edited")]
    [InlineData("edited and dated back")]
    [InlineData("added")]
    [InlineData("removed")]
    [InlineData("build property")]
    [InlineData("nested editorconfig")]
    [InlineData("artifacts removed")]
    [InlineData("one output removed")]
    [InlineData("one output written by somebody else")]
    public async Task Whatever_changed_is_built(string change)
    {
        await NodesAsync();
        var past = DateTime.UtcNow.AddYears(-1);
        switch (change)
        {
            case "edited":
                _tree.Write(Core, "class Core2;");
                break;
            case "edited and dated back":
                _tree.Write(Core, "class Corf;");
                File.SetLastWriteTimeUtc(_tree.PathOf(Core), past);
                break;
            case "added":
                _tree.Write("libs/Arena.Core/Deep/More.cs", "");
                File.SetLastWriteTimeUtc(_tree.PathOf("libs/Arena.Core/Deep/More.cs"), past);
                break;
            case "removed":
                File.Delete(_tree.PathOf(Core));
                break;
            case "build property":
                _tree.Write("Directory.Build.props", "<Project />");
                break;
            case "nested editorconfig":
                _tree.Write("libs/Arena.Core/.editorconfig", "");
                break;
            case "artifacts removed":
                Directory.Delete(_tree.PathOf("artifacts"), recursive: true);
                break;
            case "one output removed":
                File.Delete(_tree.PathOf("artifacts/bin/Arena.Core/release/Arena.Core.dll"));
                break;
            case "one output written by somebody else":
                _tree.Write("artifacts/bin/Arena.Core/release/Arena.Core.dll", "other");
                break;
        }

        await NodesAsync();
        Assert.Equal(2, _tree.Built.Length);
        await NodesAsync();
        Assert.Equal(2, _tree.Built.Length);
    }

    [Fact]
    public async Task What_is_no_part_of_a_project_is_not_built()
    {
        await NodesAsync();
        _tree.Write("samples/leagues/league.json", "{ }");
        _tree.Write("mine.json", "{}");
        _tree.Write("libs/Arena.Core/obj/x.json", "{}");
        _tree.Write("artifacts/bin/Arena.Core/release/left-by-a-program", "");
        await NodesAsync();
        Assert.Single(_tree.Built);
    }

    [Fact]
    public async Task Each_verb_builds_what_it_runs_and_what_another_built_counts()
    {
        _tree.Builds("Arena.Core", "Arena.Cli");
        await NodesAsync();
        _tree.Builds("Arena.Core", "Arena.AppHost");
        await _tree.RunAsync("publish", "compose", "out");
        await _tree.RunAsync("publish", "compose", "out");
        await NodesAsync();
        Assert.Equal(
            ["tools/Arena.Cli/Arena.Cli.csproj", "Arena.AppHost/Arena.AppHost.csproj"],
            _tree.Built.Select(b => Path.GetRelativePath(_tree.Root, b)));

        _tree.Write(Core, "class Core2;");
        await _tree.RunAsync("publish", "compose", "out");
        await NodesAsync();
        Assert.Equal(4, _tree.Built.Length);
    }

    [Fact]
    public async Task What_another_verb_finds_removed_is_built_when_it_is_wanted()
    {
        _tree.Builds("Arena.Core", "Arena.AppHost");
        await _tree.RunAsync("publish", "compose", "out");
        Directory.Delete(_tree.PathOf("artifacts/bin/Arena.AppHost"), recursive: true);
        _tree.Builds("Arena.Core", "Arena.Cli");
        await NodesAsync();
        _tree.Builds("Arena.Core", "Arena.AppHost");
        await _tree.RunAsync("publish", "compose", "out");
        Assert.True(File.Exists(_tree.PathOf("artifacts/bin/Arena.AppHost/release/Arena.AppHost.dll")));
    }

    [Fact]
    public async Task Failed_build_is_told_and_tried_again()
    {
        await NodesAsync();
        var written = File.GetLastWriteTimeUtc(_tree.PathOf(Core));
        _tree.Write(Core, "class Core");
        _tree.Write("broken", "");
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var (code, output, errors) = await _tree.RunAsync("nodes");
            Assert.Equal((1, ""), (code, output));
            Assert.StartsWith("arena: restoring packages\n", errors, StringComparison.Ordinal);
            Assert.Contains("\nCore.cs(1,7): error CS1002: ; expected [Core.csproj]\narena: the build failed;", errors);
        }

        // As it was when it was last built, to the second; but some of what was built may be of what it was in between.
        File.Delete(_tree.PathOf("broken"));
        _tree.Write(Core, "class Core;");
        File.SetLastWriteTimeUtc(_tree.PathOf(Core), written);
        Assert.Equal(0, (await NodesAsync()).Code);
        Assert.Equal(4, _tree.Built.Length);
    }

    [Fact]
    public async Task Progress_counts_the_projects_that_are_built()
    {
        _tree.Builds("Arena.Core", "Arena.Cli");
        Assert.Equal(
            "arena: restoring packages\narena: building 1 of 2: Arena.Core\narena: building 2 of 2: Arena.Cli\n",
            (await _tree.RunAsync("nodes")).Errors);
        Assert.Equal("", (await _tree.RunAsync("nodes")).Errors);

        _tree.Builds("Arena.Core", "Arena.AppHost");
        var (_, _, errors) = await _tree.RunAsync("publish", "helm", "out");
        Assert.Contains("arena: building 1 of 2: Arena.AppHost\n", errors, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output)> NodesAsync()
    {
        var (code, output, _) = await _tree.RunAsync("nodes");
        return (code, output);
    }
}
