using System.Net;
using System.Net.Sockets;

namespace Arena.Hosting.Runs;

/// <summary>What an app host needs of its environment, for one that is started as the program that it is, without a launch profile.</summary>
public static class AppHostDefaults
{
    private const string AnyPort = "http://127.0.0.1:0";

    /// <summary>
    /// Sets what is not set: the dashboard on <paramref name="dashboardPort"/> of this machine (any free port, if that one is taken), everything
    /// over http without a certificate, the environment Development. Of a launch profile's ports those that are taken are replaced by free ones.
    /// </summary>
    public static void Apply(int dashboardPort)
    {
        Default("DOTNET_ENVIRONMENT", Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? "Development");
        Default("ASPNETCORE_URLS", IsFree(dashboardPort) ? $"http://127.0.0.1:{dashboardPort}" : AnyPort);
        Default("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", AnyPort);
        Default("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", AnyPort);
        if (!(Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? "").Contains("https:", StringComparison.OrdinalIgnoreCase))
            Default("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true");
        if (Environment.GetEnvironmentVariable("DOTNET_LAUNCH_PROFILE") is null)
            return;
        foreach (var variable in new[] { "ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL" })
            Environment.SetEnvironmentVariable(variable, string.Join(';', Environment.GetEnvironmentVariable(variable)!.Split(';').Select(Free)));
    }

    private static void Default(string variable, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
            Environment.SetEnvironmentVariable(variable, value);
    }

    private static string Free(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Port > 0 && !IsFree(address.Port)
            ? $"{address.Scheme}://{address.Host}:0"
            : url;

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
