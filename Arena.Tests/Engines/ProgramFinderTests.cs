using Arena.Engines.Processes;

namespace Arena.Tests.Engines;

public sealed class ProgramFinderTests : IDisposable
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _directory = Directory.CreateTempSubdirectory("arena-programs-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("#!/bin/sh\necho")]
    [InlineData("#! /bin/sh -e\necho")]
    [InlineData("#!/usr/bin/env sh\necho")]
    [InlineData("echo")] // a shell runs it by itself
    public void Script_that_can_be_run_is_found(string text) =>
        Assert.Equal(Script("good", text), ProgramFinder.Find("./good", _directory));

    [Theory]
    [InlineData("#!/no/such/shell\necho", "it has the interpreter '/no/such/shell' in its first line, which is not there")]
    [InlineData("#!/no/such/shell -x", "it has the interpreter '/no/such/shell' in its first line, which is not there")]
    [InlineData("#!/no/such/shell\r\necho", "it has the interpreter '/no/such/shell' in its first line, which is not there")]
    [InlineData("#!/etc/passwd\necho", "it has the interpreter '/etc/passwd' in its first line, which is not executable (chmod +x)")]
    [InlineData("#!/usr/bin/env no-such-shell\n", "it has the interpreter 'no-such-shell' in its first line, which is not in the PATH")]
    [InlineData("#!\necho", "it names no interpreter after #! in its first line")]
    public void Script_without_its_interpreter_is_told(string text, string fault)
    {
        var path = Script("bad", text);
        Assert.Null(ProgramFinder.Find("./bad", _directory, out var found));
        Assert.Equal($"'{path}' is no program that can be run: {fault}", found);
    }

    [Fact]
    public void Scripts_that_are_each_others_interpreters_come_to_an_end()
    {
        Script("one", $"#!{_directory}/other\n");
        Script("other", $"#!{_directory}/one\n");
        Assert.Null(ProgramFinder.Find("./one", _directory, out var fault));
        Assert.Contains("has a script for its interpreter", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_may_not_be_run_is_told()
    {
        var path = Script("text", "#!/bin/sh\n");
        Allow(path, Readable);
        Assert.Null(ProgramFinder.Find(path, "/", out var fault));
        Assert.Equal($"'{path}' is no program that can be run: it is not executable (chmod +x)", fault);
    }

    [Theory]
    [InlineData("no-such-program")]
    [InlineData("./no-such-program")]
    [InlineData(".")]
    public void Program_that_is_nowhere_is_told(string name)
    {
        Assert.Null(ProgramFinder.Find(name, _directory, out var fault));
        Assert.Equal($"there is no program '{name}' here", fault);
    }

    private string Script(string name, string text)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        Allow(path, Readable | UnixFileMode.UserExecute);
        return path;
    }

    private static void Allow(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }
}
