using System.Reflection.PortableExecutable;
using Arena.Cli.Systems;
using Arena.Core.Games;
using Arena.Tests.EndToEnd.Systems;

namespace Arena.Tests.EndToEnd.Cli;

/// <summary>
/// The command line is compiled ahead of time, for machines without the newer instructions, and all other tests run what the runtime
/// compiles: here both play the same games.
/// </summary>
public sealed class AheadOfTimeTests
{
    private const string Rounds = "40";

    public static TheoryData<string> Games => new(GameCatalog.All.Select(game => game.Name));

    [Theory]
    [MemberData(nameof(Games))]
    public async Task Games_are_those_that_the_runtime_s_own_code_plays(string game)
    {
        var agents = string.Join(',', Enumerable.Repeat("random", GameCatalog.Find(game)!.Seats));
        string[] match = ["match", "--game", game, "--agents", agents, "--rounds", Rounds, "--seed", "7", "--json"];
        // Without tiers what was compiled ahead of time stays; without it all is compiled by the runtime.
        var ahead = await CommandLine.RunAsync(match, ("DOTNET_TieredCompilation", "0"));
        var atRun = await CommandLine.RunAsync(match, ("DOTNET_ReadyToRun", "0"));

        Assert.True(atRun.ExitCode == 0, atRun.Errors);
        Assert.DoesNotContain("Exception", atRun.Output);
        Assert.Equal(atRun, ahead);
    }

    [Theory]
    [InlineData("Arena.Cli")]
    [InlineData("Arena.Core")]
    [InlineData("System.CommandLine")]
    public void Assemblies_have_code_of_their_own(string name)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var folder = Path.Combine(Path.GetDirectoryName(Checkout.AppHost)!, "..", "..", "Arena.Cli", "release");
        using var assembly = new PEReader(File.OpenRead(Path.Combine(folder, $"{name}.dll")));
        Assert.True(assembly.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0, $"{name} is not compiled ahead of time");
    }
}
