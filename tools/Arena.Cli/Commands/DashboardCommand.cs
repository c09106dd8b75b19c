using System.CommandLine;
using System.Diagnostics;
using Arena.Cli.Systems;

namespace Arena.Cli.Commands;

/// <summary><c>arena dashboard</c>: a dashboard on its own, for any program that speaks OTLP.</summary>
internal static class DashboardCommand
{
    public static Command Create()
    {
        var rest = new Argument<string[]>("SETTINGS") { Description = "Passed on to the dashboard; '-- --help' lists them.", Arity = ArgumentArity.ZeroOrMore };
        var link = new Option<bool>("--link") { Description = "Start none: print the link that logs in to the one that runs." };
        var command = new Command("dashboard", "Runs a dashboard that takes telemetry from any OpenTelemetry program, until interrupted.") { link, rest };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!parsed.GetValue(link))
                return await RunAsync(parsed.GetValue(rest) ?? [], cancellationToken);
            Console.WriteLine(DashboardFile.Newest()?.LoginLink ?? throw new CommandException("no dashboard is running in this checkout", ExitCode.Failed));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<int> RunAsync(string[] settings, CancellationToken cancellationToken)
    {
        if (!File.Exists(Checkout.Dashboard))
            throw new CommandException($"{Checkout.Dashboard} is not there: build with './arena' or 'dotnet build -c Release'", ExitCode.Failed);
        var start = new ProcessStartInfo("dotnet", [Checkout.Dashboard, .. settings]) { UseShellExecute = false };
        start.Environment["ARENA_PARENT_PID"] = Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment.TryAdd("Dashboard__Data__Directory", Path.Combine(Checkout.Root, ".arena", "telemetry"));
        start.Environment.TryAdd("Dashboard__RunDirectory", DashboardFile.Directory);
        using var dashboard = Process.Start(start)!;
        try
        {
            await dashboard.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C in a terminal has reached it already; a signal to us alone has not.
            using var kill = Process.Start("kill", ["-TERM", dashboard.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await dashboard.WaitForExitAsync(CancellationToken.None);
        }

        return dashboard.ExitCode;
    }
}
