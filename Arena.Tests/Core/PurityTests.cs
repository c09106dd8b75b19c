using System.Text.RegularExpressions;
using Arena.Tests.Core.Leagues;

namespace Arena.Tests.Core;

/// <summary>Core keeps to itself: no clock, dice, file, network, log, and its inner arrows point one way.</summary>
public sealed class PurityTests
{
    // A folder may use itself and what stands before it on an earlier line.
    private static readonly string[][] Layers =
        [["Primitives"], ["Games", "Ratings"], ["Agents"], ["Matches"], ["Leagues", "Learning"]];

    private static readonly string[] Forbidden =
    [
        "DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.UtcNow", "TimeProvider.System", "Stopwatch", "Environment.Tick",
        "Random.Shared", "new Random(", "Guid.NewGuid", "System.IO", " File.", "(File.", " Console.", "System.Net", "ILogger",
        "Microsoft.Extensions",
    ];

    private static readonly string Root = Path.Combine(Samples.Root, "libs", "Arena.Core");

    [Fact]
    public void Sources_use_nothing_that_is_not_given_to_them() => Assert.All(Sources(), source =>
        Assert.All(Forbidden, forbidden => Assert.DoesNotContain(forbidden, File.ReadAllText(source))));

    [Fact]
    public void Folders_use_only_the_layers_below_them()
    {
        foreach (var source in Sources())
        {
            var folder = Path.GetRelativePath(Root, source).Split(Path.DirectorySeparatorChar)[0];
            var layer = Array.FindIndex(Layers, names => names.Contains(folder));
            if (layer < 0) continue; // a room that was built later keeps its own rule
            var allowed = Layers[..layer].SelectMany(names => names).Append(folder);
            var used = Regex.Matches(File.ReadAllText(source), @"using Arena\.Core\.(\w+)").Select(match => match.Groups[1].Value);
            Assert.All(used, name => Assert.True(allowed.Contains(name), $"{folder} must not use {name}: {source}"));
        }
    }

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories);
}
