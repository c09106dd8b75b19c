using System.Diagnostics;
using Arena.Tests.Architecture;
using Arena.Tests.Grpc.Interop;

namespace Arena.Tests.EndToEnd;

/// <summary>One of the sample bots, as a process.</summary>
internal sealed class SampleBot : IAsyncDisposable
{
    public const string Python = "python";
    public const string JavaScript = "javascript";
    public const string CSharp = "csharp";

    private static readonly string _samples = Path.Combine(Repository.Root, "samples", "bots");

    private readonly Process _process;
    private readonly DirectoryInfo? _generated;

    private SampleBot(Process process, DirectoryInfo? generated) => (_process, _generated) = (process, generated);

    /// <summary>What the machine lacks to run it; null when it has all.</summary>
    public static string? Missing(string language) => language switch
    {
        Python => PeerTools.Missing(PeerTools.Python) ?? (PeerTools.Has("protoc") ? null : "protobuf-compiler is not installed"),
        JavaScript => PeerTools.Missing(PeerTools.Node),
        _ => null,
    };

    public static async Task<SampleBot> StartAsync(string language, string name, Uri node)
    {
        var generated = language == Python ? Directory.CreateTempSubdirectory("arena-bot-") : null;
        if (generated is not null)
            await GenerateAsync(generated);
        var start = new ProcessStartInfo(language switch { Python => PeerTools.PythonPath!, JavaScript => "node", _ => "dotnet" })
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PYTHONPATH"] = generated?.FullName, ["NODE_PATH"] = PeerTools.NodeModules },
        };
        start.ArgumentList.Add(language switch
        {
            Python => Path.Combine(_samples, "python", "bot.py"),
            JavaScript => Path.Combine(_samples, "javascript", "bot.js"),
            _ => Path.Combine(Repository.Root, "artifacts", "bin", "Bot", "release", "Arena.Samples.Bot.dll"),
        });
        start.ArgumentList.Add(name);
        start.ArgumentList.Add(node.ToString());
        return new SampleBot(Process.Start(start)!, generated);
    }

    /// <summary>The next line that it prints, or what it complained of when it ended.</summary>
    public async Task<string> NextLineAsync() =>
        await _process.StandardOutput.ReadLineAsync(RunningArena.Limit()) ?? await _process.StandardError.ReadToEndAsync(RunningArena.Limit());

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(RunningArena.Limit());
        _process.Dispose();
        _generated?.Delete(recursive: true);
    }

    private static async Task GenerateAsync(DirectoryInfo folder)
    {
        var protos = Path.Combine(Repository.Root, "libs", "Arena.Contracts", "Protos");
        var files = Directory.GetFiles(Path.Combine(protos, "arena", "v1"), "*.proto");
        using var protoc = Process.Start("protoc", ["-I", protos, $"--python_out={folder.FullName}", .. files]);
        await protoc.WaitForExitAsync(RunningArena.Limit());
        Assert.Equal(0, protoc.ExitCode);
    }
}
