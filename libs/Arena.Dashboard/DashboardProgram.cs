using System.Net.Sockets;
using Arena.Dashboard.Access;
using Arena.Dashboard.Settings;
using Microsoft.AspNetCore.Connections;

namespace Arena.Dashboard;

/// <summary>The dashboard as a process of its own. Exit code 0: ended as asked; 1: failed; 2: wrong usage.</summary>
internal static class DashboardProgram
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(SettingsReader.Usage);
            return 0;
        }

        // The one switch that stands alone; everything else is a key with a value.
        string[] pairs = [.. args.Select(a => a == "--ephemeral" ? "--ephemeral=true" : a)];
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(pairs).Build();
        if (!new SettingsReader(configuration).TryRead(out var settings, out var fault))
        {
            await Console.Error.WriteLineAsync(fault);
            return WrongUsage;
        }

        try
        {
            await using var host = DashboardHost.Create(settings);
            await host.StartAsync(CancellationToken.None);
            using var parent = ParentWatch.Start(host.Services.GetRequiredService<IHostApplicationLifetime>());
            using var run = DashboardRunFile.Write(host);
            Introduce(host);
            await host.WaitForShutdownAsync(CancellationToken.None);
            return 0;
        }
        catch (Exception fault2) when (fault2 is InvalidOperationException or IOException or AddressInUseException or SocketException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"the dashboard cannot run: {fault2.Message}");
            return Failed;
        }
    }

    private static void Introduce(DashboardHost host)
    {
        var settings = host.Settings;
        Console.WriteLine($"Dashboard    {LoginLink(host)}");
        Console.WriteLine($"OTLP         {host.AddressOf(Listener.OtlpGrpc)} (gRPC), {host.AddressOf(Listener.OtlpHttp)} (HTTP)");
        Console.WriteLine(settings.OtlpApiKey is { } key
            ? $"             OTEL_EXPORTER_OTLP_HEADERS={Intake.OtlpKey.Header}={key}"
            : "             without a key: any program on this machine can send");
        Console.WriteLine(settings.IsEphemeral
            ? "Telemetry    is thrown away at the end (--ephemeral)"
            : $"Telemetry    is kept in {settings.DataDirectory}");
    }

    private static string LoginLink(DashboardHost host)
    {
        var address = host.AddressOf(Listener.Frontend);
        return host.Settings.BrowserToken is { } token ? $"{address}login?t={Uri.EscapeDataString(token)}" : $"{address} (anybody on this machine can read it)";
    }
}
