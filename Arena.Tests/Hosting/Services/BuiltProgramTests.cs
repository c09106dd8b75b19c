using Arena.Hosting.Services;

namespace Arena.Tests.Hosting.Services;

public sealed class BuiltProgramTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("arena-built-").FullName;

    [Fact]
    public void Program_is_found_among_the_artifacts_of_all_projects()
    {
        var program = Make("artifacts/bin/Shop.Api/release/Shop.Api");
        Assert.Equal(program, Find(baseDirectory: "artifacts/bin/Shop.AppHost/release/"));
    }

    [Fact]
    public void Program_is_found_in_its_projects_own_folder()
    {
        var program = Make("Shop.Api/bin/Release/net10.0/Shop.Api");
        Assert.Equal(program, Find(baseDirectory: "Shop.AppHost/bin/Release/net10.0/"));
    }

    [Fact]
    public void Another_configurations_program_is_not_taken()
    {
        Make("artifacts/bin/Shop.Api/debug/Shop.Api");
        Assert.Null(Find(baseDirectory: "artifacts/bin/Shop.AppHost/release/"));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string? Find(string baseDirectory) => BuiltProgram.Find(
        Path.Combine(_root, "Shop.Api", "Shop.Api.csproj"), Path.Combine(_root, "Shop.AppHost"), Path.Combine(_root, baseDirectory));

    private string Make(string program)
    {
        var path = Path.Combine(_root, program);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        return path;
    }
}
