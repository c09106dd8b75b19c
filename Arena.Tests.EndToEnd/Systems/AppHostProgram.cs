using System.Diagnostics;
using Arena.Cli.Systems;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>The AppHost as a program, for what it says before it runs anything.</summary>
internal static class AppHostProgram
{
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [Checkout.AppHost, .. arguments]);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return ProcessRun.ToEndAsync(start);
    }
}
