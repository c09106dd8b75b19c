using System.Diagnostics;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Launcher;

/// <summary>
/// The launcher in a checkout of four small projects, whose path has a space in it, with a <c>dotnet</c> that writes down what it
/// is asked and does no more than touch what a build leaves, and no other program than those that every Debian has.
/// </summary>
internal sealed class LauncherTree : IDisposable
{
    private const string Dotnet = """
        #!/bin/bash
        case "$1" in
          --list-sdks) echo "10.0.100 [/sdk]" ;;
          build)
            echo "$2" >>"$TREE/builds"
            echo '  Determining projects to restore...'
            for project in "$TREE"/*/*.csproj "$TREE"/*/*/*.csproj; do
              name="$(basename "$project" .csproj)"
              grep -q "$name" "$TREE/closure" || continue
              echo "  building: $name"
              mkdir -p "$TREE/artifacts/bin/$name/release"
              [ -e "$TREE/artifacts/bin/$name/release/$name.dll" ] || echo built >"$TREE/artifacts/bin/$name/release/$name.dll"
            done
            [ ! -e "$TREE/broken" ] || { echo "Core.cs(1,7): error CS1002: ; expected [Core.csproj]"; exit 1; } ;;
          test) printf '  Passed A.B [1 ms]\n  Failed A.C [1 ms]\n  Skipped A.D [1 ms]\n  Passed A.E [1 ms]\n'; exit 1 ;;
          *) echo "$(basename "$1") ${*:2}"; [ "$2" != --help ] || printf 'Options:\n  -h\n\nCommands:\n  nodes  Lists.\n' ;;
        esac
        """;

    private const string Programs =
        "bash env dirname readlink basename cut paste find sort sha256sum sed tail grep tr realpath mkdir rm mv cat flock tee id";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("arena launcher ");

    public LauncherTree()
    {
        File.Copy(Path.Combine(Repository.Root, "arena"), Path.Combine(Root, "arena"));
        Write("Arena.sln", "");
        Write("libs/Arena.Core/Arena.Core.csproj", "<Project />");
        Write("libs/Arena.Core/Core.cs", "class Core;");
        Write("Arena.AppHost/Arena.AppHost.csproj", """<ProjectReference Include="../libs/*/*.csproj" />""");
        Write("tools/Arena.Cli/Arena.Cli.csproj", """<ProjectReference Include="..\..\libs\Arena.Core\Arena.Core.csproj" />""");
        Write("Arena.Tests/Arena.Tests.csproj", """<ProjectReference Include="../tools/Arena.Cli/Arena.Cli.csproj" />""");
        Write("Arena.Tests.EndToEnd/Arena.Tests.EndToEnd.csproj", """<ProjectReference Include="../tools/Arena.Cli/Arena.Cli.csproj" />""");
        Write("samples/leagues/league.json", "{}");
        foreach (var program in Programs.Split(' '))
            Link(program);
        WriteProgram("dotnet", Dotnet);
        Builds("Arena.Core", "Arena.Cli", "Arena.AppHost", "Arena.Tests", "Arena.Tests.EndToEnd");
    }

    public string Root => _folder.FullName;

    /// <summary>What was built, in order.</summary>
    public string[] Built => File.Exists(PathOf("builds")) ? File.ReadAllLines(PathOf("builds")) : [];

    /// <summary>Which projects <c>dotnet build</c> builds from now on.</summary>
    public void Builds(params string[] projects) => File.WriteAllLines(PathOf("closure"), projects);

    public string PathOf(string file) => Path.Combine(Root, file);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    /// <summary>A program that the launcher finds in PATH, in place of the machine's own, to which the name may be a link.</summary>
    public void WriteProgram(string name, string script)
    {
        File.Delete(PathOf($"path/{name}"));
        Write($"path/{name}", script);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(PathOf($"path/{name}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <param name="arguments">After <c>./arena</c>.</param>
    public Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) => RunFromAsync(Root, "./arena", arguments);

    public Task<(int Code, string Output, string Errors)> RunFromAsync(string directory, string launcher, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/bash", [launcher, .. arguments])
        {
            WorkingDirectory = directory,
            Environment = { ["PATH"] = PathOf("path"), ["TREE"] = Root },
        };
        return ProcessRun.ToEndAsync(start);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Link(string program)
    {
        Directory.CreateDirectory(PathOf("path"));
        File.CreateSymbolicLink(PathOf($"path/{program}"), Path.Combine("/usr/bin", program));
    }
}
