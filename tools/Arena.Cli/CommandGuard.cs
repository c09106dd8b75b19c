using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Arena.Client;
using Grpc.Core;

namespace Arena.Cli;

/// <summary>
/// Runs a command. Whatever goes wrong in it is a sentence and an exit code by the time its user hears of it: nobody is shown a stack
/// trace.
/// </summary>
internal static class CommandGuard
{
    private static readonly string[] _secret = ["--key", "--token", "--database"];

    public static async Task<int> RunAsync(string[] args, TextWriter errors, Func<CancellationToken, Task<int>> run)
    {
        using var interrupted = new CancellationTokenSource();
        using var signals = Interrupt.On(interrupted);
        try
        {
            return await run(interrupted.Token);
        }
        catch (CommandException failure)
        {
            return Tell(errors, failure.ExitCode, failure.Message);
        }
        catch (Exception) when (interrupted.IsCancellationRequested)
        {
            return Tell(errors, ExitCode.Failed, "interrupted");
        }
        catch (RpcException failure)
        {
            var isUsage = failure.StatusCode == StatusCode.InvalidArgument;
            string[] hint = failure.StatusCode == StatusCode.Unauthenticated ? ["name another key with --key or ARENA_KEY"] : [];
            return Tell(errors, isUsage ? ExitCode.Usage : ExitCode.Failed, [.. CallFaults.Of(failure), .. hint]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or Win32Exception)
        {
            // Of the machine: a disk that is full, a file that nobody may read, a program that does not start.
            return Tell(errors, ExitCode.Failed, FileFault.Of(failure));
        }
        catch (Exception unexpected)
        {
            return Tell(errors, ExitCode.Failed, Unexpected(args, unexpected));
        }
    }

    private static int Tell(TextWriter errors, int exitCode, params string[] sentences)
    {
        foreach (var sentence in sentences)
            errors.WriteLine($"arena: {sentence}");
        return exitCode;
    }

    private static string Unexpected(string[] args, Exception failure)
    {
        var now = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var log = Path.Combine(Path.GetTempPath(), $"arena-{now}-{Environment.ProcessId}.log");
        var version = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var told = $"a fault in Arena itself: {failure.Message.TrimEnd('.')} ({failure.GetType().Name}).";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new StreamWriter(log, options);
            file.Write($"arena {version} {string.Join(' ', WithoutSecrets(args))}\n{Environment.OSVersion} {now}\n{failure}\n");
            return $"{told} What happened is in {log}: please open an issue with that file where you got Arena from";
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return $"{told} {log} could not be written: {unwritable.Message}";
        }
    }

    // The file is meant to be shown to others.
    internal static IEnumerable<string> WithoutSecrets(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].Split('=')[0];
            if (!_secret.Contains(name))
                yield return args[i];
            else if (args[i].Length > name.Length || i + 1 == args.Length)
                yield return $"{name}=…";
            else
                yield return $"{args[i++]} …";
        }
    }
}
