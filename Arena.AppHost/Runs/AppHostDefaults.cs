using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Arena.AppHost.Runs;

/// <summary>What an app host needs to be told when it is started as the program that it is, without a launch profile.</summary>
internal static class AppHostDefaults
{
    // The mark of what 'dotnet dev-certs https' makes.
    private const string DeveloperCertificate = "1.3.6.1.4.1.311.84.1.1";
    private const string AnyPort = "http://127.0.0.1:0";
    private const string Urls = "ASPNETCORE_URLS";
    private const string Otlp = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    private const string ResourceService = "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL";

    /// <summary>
    /// The arguments, with more before them for what neither they nor the environment say: the dashboard on <paramref
    /// name="dashboardPort"/> of this machine, everything over http without a certificate, the environment Development. Where that
    /// port, or one of a launch profile's, is taken, a free one is used. False when a port that was asked for in the environment is
    /// taken.
    /// </summary>
    public static bool TryArguments(string[] given, int dashboardPort, out string[] arguments, out string fault)
    {
        (arguments, fault) = (given, "");
        var isProfile = Environment.GetEnvironmentVariable("DOTNET_LAUNCH_PROFILE") is not null;
        var urls = Read(Urls) is { } asked ? (isProfile ? Free(asked) : asked) : Free($"http://127.0.0.1:{dashboardPort}");
        if (Ports(urls).FirstOrDefault(port => port > 0 && !IsFree(port)) is var taken and > 0)
        {
            fault = $"{Urls} is '{urls}', and another program has port {taken}: name another one, or 0 for any.";
            return false;
        }

        if (IsSecure(urls) && !HasCertificate())
        {
            fault = $"{Urls} is '{urls}', and there is no certificate for https: 'dotnet dev-certs https' makes one, or start "
            + $"with --launch-profile http.";
            return false;
        }

        var more = new List<string> { Setting(Urls, urls) };
        foreach (var endpoint in new[] { Otlp, ResourceService })
            more.Add(Setting(endpoint, Read(endpoint) is { } there ? (isProfile ? Free(there) : there) : AnyPort));
        if (!IsSecure(urls))
            more.Add(Setting("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true"));
        if (Read("DOTNET_ENVIRONMENT") is null && Read("ASPNETCORE_ENVIRONMENT") is null)
            more.Add(Setting("environment", "Development"));
        arguments = [.. more, .. given];
        return true;
    }

    private static string? Read(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    private static string Setting(string name, string value) => $"--{name}={value}";

    private static string Free(string urls) => string.Join(';', urls.Split(';').Select(url =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && !IsFree(address.Port) ? $"{address.Scheme}://{address.Host}:0" : url));

    private static bool IsSecure(string urls) => urls.Contains("https:", StringComparison.OrdinalIgnoreCase);

    private static bool HasCertificate()
    {
        if (Read("ASPNETCORE_Kestrel__Certificates__Default__Path") is not null || Read("Kestrel__Certificates__Default__Path") is not null)
            return true;
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser, OpenFlags.ReadOnly);
        return store.Certificates.Any(c => c.HasPrivateKey && c.Extensions.Any(e => e.Oid?.Value == DeveloperCertificate));
    }

    private static IEnumerable<int> Ports(string urls) =>
        urls.Split(';').Select(url => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Port : 0);

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
