using System.Diagnostics;
using Arena.Cli.Systems;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>The AppHost as a program, for what it says before it runs anything.</summary>
internal static class AppHostProgram
{
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Checkout.AppHost, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(RunningArena.Limit());
        var errors = process.StandardError.ReadToEndAsync(RunningArena.Limit());
        try
        {
            await process.WaitForExitAsync(RunningArena.Limit());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output, await errors);
    }
}
