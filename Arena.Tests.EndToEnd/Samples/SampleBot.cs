using System.Diagnostics;
using Arena.Tests.EndToEnd.Grpc.Interop;
using Arena.Tests.EndToEnd.Node.Agents.Bots;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Samples;

/// <summary>One of the sample bots, as a process.</summary>
internal sealed class SampleBot : IAsyncDisposable
{
    public const string Python = "python";
    public const string JavaScript = "javascript";
    public const string CSharp = "csharp";

    public static readonly string Folder = Path.Combine(Repository.Root, "samples", "bots");

    private readonly Process _process;
    private readonly Task<string> _errors;

    private SampleBot(Process process) => (_process, _errors) = (process, process.StandardError.ReadToEndAsync());

    /// <summary>What the machine lacks to run it; null when it has all.</summary>
    public static string? Missing(string language) => language switch
    {
        Python => PeerTools.Missing(PeerTools.Python),
        JavaScript => PeerTools.Missing(PeerTools.Node),
        _ => null,
    };

    /// <param name="language">Which of them.</param>
    /// <param name="arguments">As a user gives them.</param>
    /// <param name="folder">Where it lies. Default: in samples/bots.</param>
    public static SampleBot Start(string language, string[] arguments, string? folder = null)
    {
        folder ??= Path.Combine(Folder, language);
        string[] program = language switch
        {
            Python => [PeerTools.PythonPath!, Path.Combine(folder, "bot.py")],
            JavaScript => ["node", Path.Combine(folder, "bot.js")],
            _ => ["dotnet", Path.Combine(Repository.Root, "artifacts", "bin", "Bot", "release", "Arena.Samples.Bot.dll")],
        };
        return Start([.. program, .. arguments]);
    }

    /// <param name="command">A program and its arguments.</param>
    /// <param name="withModules">Whether JavaScript finds what it imports. Default: it does.</param>
    public static SampleBot Start(string[] command, bool withModules = true)
    {
        // Whoever runs the tests in the background ignores SIGINT, and so would the bot.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NODE_PATH"] = withModules ? PeerTools.NodeModules : null, ["PYTHONDONTWRITEBYTECODE"] = "1" },
        };
        return new SampleBot(Process.Start(start)!);
    }

    /// <summary>The next line that it prints, or what it complained of when it ended.</summary>
    public async Task<string> NextLineAsync() =>
        await _process.StandardOutput.ReadLineAsync(BotNode.Limit()) ?? await _errors.WaitAsync(BotNode.Limit());

    /// <summary>Its exit code and what it complained of.</summary>
    public async Task<(int Code, string Errors)> EndAsync()
    {
        var errors = await _errors.WaitAsync(BotNode.Limit());
        await _process.WaitForExitAsync(BotNode.Limit());
        return (_process.ExitCode, errors);
    }

    public void Kill() => _process.Kill();

    /// <summary>Ctrl-C.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await kill.WaitForExitAsync(BotNode.Limit());
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(BotNode.Limit());
        _process.Dispose();
    }
}
