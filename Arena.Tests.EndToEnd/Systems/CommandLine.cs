using System.Diagnostics;
using Arena.Cli.Systems;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>The program that people type, as a process.</summary>
internal static class CommandLine
{
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => RunAsync(arguments, []);

    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string[] arguments, params (string Name, string Value)[] environment) => ProcessRun.ToEndAsync(Start(arguments, environment));

    public static Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(Path.GetDirectoryName(Checkout.AppHost)!, "..", "..", "Arena.Cli", "release", "Arena.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
