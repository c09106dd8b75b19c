namespace Arena.Tests.EndToEnd.Launcher;

/// <summary>The verbs of <c>./arena</c>: what they run, from wherever it is called, and what is said when they cannot.</summary>
public sealed class LauncherVerbTests : IDisposable
{
    private readonly LauncherTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public async Task Help_lists_the_launchers_verbs_and_the_command_lines(string verb)
    {
        var (code, output, _) = await _tree.RunAsync(verb);
        Assert.Equal(0, code);
        string[] verbs = ["up", "publish", "test", "interop", "bench", "nodes"];
        Assert.All(verbs, name => Assert.Contains($"\n  {name} ", output, StringComparison.Ordinal));
        Assert.EndsWith("tools/Arena.Cli/Arena.Cli.csproj", Assert.Single(_tree.Built), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("up --help", "Arena.AppHost.dll --help")]
    [InlineData("up -h", "Arena.AppHost.dll --help")]
    [InlineData("help up", "Arena.AppHost.dll --help")]
    [InlineData("play --help", "Arena.Cli.dll play --help")]
    [InlineData("bot --name x -- program", "Arena.Cli.dll bot --name x -- program")]
    [InlineData("publish helm out", "Arena.AppHost.dll publish helm out")]
    public async Task Verb_runs_its_program(string arguments, string ran)
    {
        var (code, output, _) = await _tree.RunAsync(arguments.Split(' '));
        Assert.Equal((0, ran), (code, output.Split('\n')[0]));
        Assert.EndsWith($"{ran.Split('.')[1]}.csproj", Assert.Single(_tree.Built), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("publish", "wanted 'publish manifest|compose|helm DIR', got 'publish'")]
    [InlineData("publish compose", "wanted 'publish manifest|compose|helm DIR', got 'publish compose'")]
    [InlineData("publish swarm out", "wanted 'publish manifest|compose|helm DIR', got 'publish swarm out'")]
    public async Task Wrong_usage_is_told_before_anything_is_built(string arguments, string told)
    {
        Assert.Equal((2, "", $"arena: {told}\n"), await _tree.RunAsync(arguments.Split(' ')));
        Assert.Empty(_tree.Built);
    }

    [Fact]
    public async Task Called_through_a_link_from_elsewhere_it_runs_there()
    {
        using var elsewhere = new LauncherTree();
        File.CreateSymbolicLink(elsewhere.PathOf("link to arena"), _tree.PathOf("arena"));
        var (code, output, _) = await _tree.RunFromAsync(elsewhere.Root, "./link to arena", "nodes", "a b");
        Assert.Equal((0, "Arena.Cli.dll nodes a b\n"), (code, output));
        Assert.Single(_tree.Built);
        Assert.Empty(elsewhere.Built);
    }

    [Theory]
    [InlineData("8.0.100 [/sdk]", "8.0.100")]
    [InlineData("", "none")]
    public async Task Without_the_sdk_it_says_what_it_found(string sdks, string found)
    {
        _tree.WriteProgram("dotnet", $"#!/bin/bash\necho '{sdks}'");
        Assert.Equal(
            (1, "", $"arena: wanted the .NET 10 SDK, found {found}: see https://dotnet.microsoft.com/download\n"),
            await _tree.RunAsync("nodes"));
    }

    [Fact]
    public async Task Test_ends_with_the_counts_of_both_projects_and_fails_when_a_test_did()
    {
        var (code, output, _) = await _tree.RunAsync("test");
        Assert.Equal((1, "4 passed, 2 failed, 2 skipped"), (code, output.TrimEnd().Split('\n')[^1]));
    }

    [Fact]
    public async Task Who_may_not_install_is_told_what_to_install()
    {
        _tree.WriteProgram("apt-get", "#!/bin/bash\necho apt-get >>\"$TREE/apt\"");
        _tree.WriteProgram("sudo", "#!/bin/bash\necho 'sudo: a password is required' >&2; exit 1");
        _tree.WriteProgram("id", "#!/bin/bash\necho 1000");
        var (_, _, errors) = await _tree.RunAsync("test");
        Assert.Matches("arena: going on without .*redis-server.* \\(tests that need them are skipped\\)", errors);
        Assert.Matches("To have them: sudo apt-get install --no-install-recommends .*redis-server", errors);
        Assert.DoesNotContain("password", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_tree.PathOf("apt")));
    }

    [Fact]
    public async Task Installing_is_one_line_and_the_end_of_its_output_when_it_fails()
    {
        // May become root, but nothing outside the tree is touched.
        _tree.WriteProgram("sudo", "#!/bin/bash\n[ \"$2\" = env ] || exit 0\nexec \"${@:2}\"");
        _tree.WriteProgram("id", "#!/bin/bash\necho 1000");
        _tree.WriteProgram("apt-get", """
            #!/bin/bash
            echo "apt-get $*" >>"$TREE/apt"
            for line in 1 2 3 4; do echo "E: fault $line" >&2; done
            exit 100
            """);
        var (_, _, errors) = await _tree.RunAsync("test");
        Assert.Matches(
            "^arena: installing .*redis-server.* \\(apt's output is in .*/artifacts/apt.log\\)\n"
            + "  E: fault 2\n  E: fault 3\n  E: fault 4\narena: going on without ",
            errors);
        var asked = await File.ReadAllTextAsync(_tree.PathOf("apt"));
        Assert.Matches("(?m)^apt-get .*install -y --no-install-recommends .*redis-server", asked);
    }
}
