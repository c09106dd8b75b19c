using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Docs;

/// <summary>
/// Where a page's commands are typed: a copy of what they name of the checkout, and an <c>arena</c> that runs what the tests were built
/// with. <c>arena up</c> and <c>arena test</c> are what has brought them here.
/// </summary>
internal sealed class DocFolder : IDisposable
{
    private const string Launcher = """
        #!/bin/bash
        bin={0}
        case "$1" in
          up | test) exit 0 ;;
          publish) exec dotnet "$bin/Arena.AppHost/release/Arena.AppHost.dll" "$@" ;;
          *) exec dotnet "$bin/Arena.Cli/release/Arena.Cli.dll" "$@" ;;
        esac
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("arena-docs-");

    public DocFolder()
    {
        Copy("samples");
        var libs = Directory.CreateSymbolicLink(Path.Combine(Root, "libs"), Path.Combine(Repository.Root, "libs"));
        Assert.True(libs.Exists);
        var launcher = Path.Combine(Root, "arena");
        File.WriteAllText(launcher, Launcher.Replace("{0}", Path.Combine(Repository.Root, "artifacts", "bin"), StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(launcher, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Root => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    private void Copy(string folder)
    {
        var source = Path.Combine(Repository.Root, folder);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(Repository.Root, file);
            if (relative.Split('/').Intersect(["node_modules", "obj", "bin"]).Any())
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, relative))!);
            File.Copy(file, Path.Combine(Root, relative));
        }
    }
}
