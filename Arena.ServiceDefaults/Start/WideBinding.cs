using Arena.ServiceDefaults.Access;
using Microsoft.Extensions.Configuration;

namespace Arena.ServiceDefaults.Start;

/// <summary>Whether a service that lets anybody in listens where others than this machine reach it.</summary>
internal static class WideBinding
{
    /// <exception cref="StartFault">It does.</exception>
    public static void Check(IConfiguration configuration)
    {
        if (AccessOptions.From(configuration).IsRequired)
            return;
        if (Bindings(configuration).FirstOrDefault(b => !IsOwnMachine(b.Address)) is ({ } setting, { } address))
        {
            throw new StartFault(
                $"{setting} is '{address}', where other machines reach this service, and nobody has to say who they are: whoever comes "
                + "could start and stop everything. Set Access__Required=true (docs/access.md tells how keys are made), or listen "
                + "at 127.0.0.1.");
        }
    }

    // As Kestrel looks for them: its own endpoints before anything else.
    private static IEnumerable<(string Setting, string Address)> Bindings(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().ToArray();
        if (endpoints.Length > 0)
            return endpoints.Select(e => ($"Kestrel:Endpoints:{e.Key}:Url", e["Url"] ?? "")).Where(e => e.Item2.Length > 0);
        if (configuration["urls"] is { Length: > 0 } urls)
            return urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(url => ("urls", url));
        return new[] { "http_ports", "https_ports" }
            .Where(name => configuration[name] is { Length: > 0 }).Select(name => (name, $"http://*:{configuration[name]}"));
    }

    private static bool IsOwnMachine(string address)
    {
        var host = address.Split("://", 2) is [_, { } rest] ? rest : address;
        if (host.StartsWith("unix:", StringComparison.OrdinalIgnoreCase) || host.StartsWith("pipe:", StringComparison.OrdinalIgnoreCase))
            return true;
        return Uri.TryCreate($"http://{host}", UriKind.Absolute, out var url) && OwnMachine.Is(url.Host);
    }
}
