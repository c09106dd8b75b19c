using System.Text.RegularExpressions;
using Arena.Tests.Shared;

namespace Arena.Tests.Architecture;

/// <summary>Who may know whom; docs/architecture.md has the same table for people.</summary>
public sealed partial class ReferenceTests
{
    private static readonly string[] _service =
        ["Arena.Core", "Arena.Contracts", "Arena.Backplane", "Arena.ServiceDefaults"];

    private static readonly Dictionary<string, string[]> _allowed = new()
    {
        ["Arena.Core"] = [],
        ["Arena.Hosting"] = [],
        ["Arena.Publishing"] = ["Arena.Hosting"],
        ["Arena.Contracts"] = [],
        ["Arena.Backplane"] = ["Arena.Core"],
        ["Arena.ServiceDefaults"] = [],
        ["Arena.Client"] = ["Arena.Contracts"],
        ["Bot"] = ["Arena.Client"],
        ["Arena.ControlPlane"] = _service,
        ["Arena.Node"] = [.. _service, "Arena.Engines"],
        ["Arena.Federation"] = _service,
        ["Arena.Engines"] = ["Arena.Core"],
        ["Arena.Cli"] = ["Arena.Client", "Arena.Core", "Arena.Engines"],
        ["Arena.Simulation"] = ["Arena.Core"],
        ["Arena.RandomMover"] = ["Arena.Core"],
        ["Arena.AppHost"] = ["Arena.Hosting", "Arena.Publishing", "Arena.ControlPlane", "Arena.Node", "Arena.Federation"],
    };

    private static readonly string[] _mayReferenceAnything = ["Arena.Tests", "Arena.Tests.EndToEnd", "Arena.Benchmarks"];

    // Within Core: a folder may use those before it and itself.
    private static readonly string[][] _coreLayers =
    [
        ["Primitives"],
        ["Clocks", "Games"],
        ["Pgn"],
        ["Ratings"],
        ["Agents"],
        ["Matches", "Pairing"],
        ["Leagues", "Learning"],
        ["Records", "Rechecks"],
    ];

    public static TheoryData<string> Projects => new(Repository.Projects.Select(p => Path.GetRelativePath(Repository.Root, p)));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_references_only_what_it_may(string project)
    {
        var path = Path.Combine(Repository.Root, project);
        var name = Path.GetFileNameWithoutExtension(path);
        var references = Repository.ReferencesOf(path).Select(r => r.Name).ToArray();
        Assert.DoesNotContain(references, r => _mayReferenceAnything.Contains(r));
        if (_mayReferenceAnything.Contains(name))
            return;
        Assert.True(_allowed.TryGetValue(name, out var allowed), $"{name} is not in the table: decide whom it may know.");
        Assert.Empty(references.Except(allowed!));
    }

    [Fact]
    public void Core_folders_use_only_the_layers_below_them()
    {
        var faults =
            from layer in Enumerable.Range(0, _coreLayers.Length)
            from folder in _coreLayers[layer]
            where Directory.Exists(Path.Combine(Repository.Root, "libs/Arena.Core", folder))
            from file in Repository.SourcesUnder($"libs/Arena.Core/{folder}")
            from Match use in CoreUse().Matches(File.ReadAllText(file))
            let used = use.Groups[1].Value
            where used != folder && !_coreLayers.Take(layer).Any(below => below.Contains(used))
            select $"{Path.GetRelativePath(Repository.Root, file)} uses Arena.Core.{used}";
        Assert.Empty(faults);
    }

    [Fact]
    public void Core_folders_are_all_in_a_layer()
    {
        var folders = Repository.SourcesUnder("libs/Arena.Core").Select(f => Path.GetRelativePath(Path.Combine(Repository.Root, "libs/Arena.Core"), f).Split('/')[0]).Distinct();
        Assert.Empty(folders.Except(_coreLayers.SelectMany(l => l)));
    }

    [GeneratedRegex(@"Arena\.Core\.([A-Z][A-Za-z]+)")]
    private static partial Regex CoreUse();
}
