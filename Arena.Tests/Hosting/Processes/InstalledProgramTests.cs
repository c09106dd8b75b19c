using Arena.Hosting.Processes;

namespace Arena.Tests.Hosting.Processes;

public sealed class InstalledProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arena-path-").FullName;

    [Fact]
    public void Link_that_leads_nowhere_is_no_program()
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "postgres"), "/nowhere/postgres");
        Assert.Null(InstalledProgram.Resolve(Path.Combine(_folder, "postgres")));
    }

    [Fact]
    public void Links_in_a_circle_are_no_program()
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "a"), Path.Combine(_folder, "b"));
        File.CreateSymbolicLink(Path.Combine(_folder, "b"), Path.Combine(_folder, "a"));
        Assert.Null(InstalledProgram.Resolve(Path.Combine(_folder, "a")));
    }

    [Fact]
    public void Link_to_a_program_is_the_program()
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "shell"), "/bin/sh");
        Assert.True(File.Exists(InstalledProgram.Resolve(Path.Combine(_folder, "shell"))));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
