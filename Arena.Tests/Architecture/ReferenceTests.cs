using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Arena.Tests.Shared;

namespace Arena.Tests.Architecture;

/// <summary>Which project knows which: project files and compiled assemblies beside the table in docs/architecture.md.</summary>
public sealed class ReferenceTests
{
    // They may know everybody, and nobody knows them.
    private static readonly string[] _outside = ["Arena.Tests", "Arena.Tests.EndToEnd", "Arena.Benchmarks"];

    public static TheoryData<string> Projects =>
        [.. Repository.Projects.Select(p => Path.GetFileNameWithoutExtension(p)!).Except(_outside)];

    public static TheoryData<string> Assemblies =>
        [.. ArchitectureTables.OfProjects.Keys.Where(name => File.Exists(PathOf(name)))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_refers_to_those_that_the_table_says_and_nobody_else(string name)
    {
        Assert.True(ArchitectureTables.OfProjects.TryGetValue(name, out var known), $"{name} is not in the table: decide whom it may know.");
        var project = Repository.Projects.Single(p => Path.GetFileNameWithoutExtension(p) == name);
        Assert.Equal(known.Order(StringComparer.Ordinal), Repository.ReferencesOf(project).Select(r => r.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Compiled_assembly_uses_what_its_project_refers_to(string name)
    {
        var services = name == "Arena.AppHost" ? ["Arena.ControlPlane", "Arena.Federation", "Arena.Node"] : Array.Empty<string>();
        Assert.Empty(Differences(name, [.. ArchitectureTables.OfProjects[name].Except(services)]));
    }

    [Fact]
    public void Arrow_that_is_taken_away_is_missed_by_name() =>
        Assert.Equal(["Arena.Engines uses Arena.Core"], Differences("Arena.Engines", []));

    [Fact]
    public void Arrow_that_nobody_uses_is_named() =>
        Assert.Equal(["Arena.Engines does not use Arena.Client"], Differences("Arena.Engines", ["Arena.Core", "Arena.Client"]));

    private static IEnumerable<string> Differences(string name, string[] known)
    {
        var used = Used(name);
        return
        [
            .. used.Except(known).Select(other => $"{name} uses {other}"),
            .. known.Except(used).Select(other => $"{name} does not use {other}"),
        ];
    }

    private static string[] Used(string name)
    {
        using var file = new PEReader(File.OpenRead(PathOf(name)));
        var reader = file.GetMetadataReader();
        return
        [
            .. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))
                .Where(other => other.StartsWith("Arena.", StringComparison.Ordinal)),
        ];
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
}
