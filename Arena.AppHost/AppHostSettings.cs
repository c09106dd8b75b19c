using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Arena.AppHost;

/// <summary>What can be chosen when the system is started, on the command line or in the environment.</summary>
internal sealed record AppHostSettings(int Nodes, int ControlPlanes, string? League, bool AsksForKeys = false)
{
    public const int DefaultNodes = 3;
    public const int MaxNodes = 64;
    public const int MaxControlPlanes = 8;

    /// <summary>Every run plays its league anew; a control plane that is restarted within the run goes on with it.</summary>
    public string LeagueId { get; } =
        $"default-{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Environment.ProcessId}";

    /// <summary>Where the dashboard is, unless somebody else is there or <c>ASPNETCORE_URLS</c> says otherwise.</summary>
    public const int DashboardPort = 18888;

    public const string Usage = """
        Runs Arena on this machine: PostgreSQL, the control plane, the federation service, the nodes, and Aspire's dashboard.

          --Arena:Nodes N          how many nodes (3)
          --replicas N             how many replicas of the control plane (1); also Arena:ControlPlanes
          --Arena:League PATH      the league that runs by default (samples/leagues/axelrod.json); "" for none
          --Arena:Stores WORD      what PostgreSQL and the like are run as: container, process, none (results are kept in memory),
                                   or auto: containers where a container engine answers, else processes (auto)
          --Arena:Access WORD      open: whoever is on this machine may do everything; or keys: callers must show a key, and 'arena' of
                                   this user shows the administrator's (open)
          --no-dashboard           no dashboard, and services send no telemetry
          --Arena:Volumes FOLDER   keep the stores' data in this folder below .arena (volumes)
          --ephemeral              keep nothing: fresh stores, thrown away at the end

        In the environment, ConnectionStrings__arenadb, __redis, __kafka use that server instead of a private one.

          publish manifest|compose|helm DIR
                                   write the system out for somewhere else, and end
        """;

    /// <summary>Whether there is to be a dashboard, before the app host has read its own configuration.</summary>
    public static bool HasDashboard(string[] arguments) =>
        HasDashboard(new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(arguments).Build());

    /// <summary>Whether there is to be a dashboard.</summary>
    public static bool HasDashboard(IConfiguration configuration) =>
        !string.Equals(configuration["Arena:NoDashboard"], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The arguments with the switches among them as settings.</summary>
    public static string[] Arguments(string[] given) =>
        [.. given.Select(a =>
            a switch
            {
                "--ephemeral" => "--Arena:Ephemeral=true",
                "--no-dashboard" => "--Arena:NoDashboard=true",
                "--replicas" => "--Arena:ControlPlanes",
                _ => a.StartsWith("--replicas=", StringComparison.Ordinal) ? $"--Arena:ControlPlanes={a["--replicas=".Length..]}" : a,
            })];

    public static bool TryRead(IConfiguration configuration, string appHostDirectory, out AppHostSettings settings, out string fault)
    {
        settings = new AppHostSettings(DefaultNodes, ControlPlanes: 1, League: null);
        if (!TryReadCount(configuration, "Arena:Nodes", DefaultNodes, MaxNodes, out var nodes, out fault)
            || !TryReadCount(configuration, "Arena:ControlPlanes", 1, MaxControlPlanes, out var controlPlanes, out fault))
        {
            return false;
        }

        settings = settings with { Nodes = nodes, ControlPlanes = controlPlanes };

        foreach (var name in new[] { "Arena:NoDashboard", "Arena:Ephemeral" })
        {
            if (configuration[name] is { Length: > 0 } word && !bool.TryParse(word, out _))
            {
                fault = $"{name} is '{word}'; wanted true or false.";
                return false;
            }
        }

        if (configuration["Arena:Access"] is { Length: > 0 } access)
        {
            settings = settings with { AsksForKeys = access == "keys" };
            if (access is not ("open" or "keys"))
            {
                fault = $"Arena:Access is '{access}'; wanted open or keys.";
                return false;
            }
        }

        if (configuration["Arena:Transport"] is { Length: > 0 } transport && transport != "grpc")
        {
            fault = $"Arena:Transport is '{transport}'; there is: grpc.";
            return false;
        }

        return TryFindLeague(configuration["Arena:League"], appHostDirectory, ref settings, ref fault);
    }

    private static bool TryReadCount(IConfiguration configuration, string name, int otherwise, int most, out int count, out string fault)
    {
        (count, fault) = (otherwise, "");
        if (configuration[name] is not { Length: > 0 } text)
            return true;
        if (int.TryParse(text, CultureInfo.InvariantCulture, out count) && count >= 1 && count <= most)
            return true;
        fault = $"{name} is '{text}'; wanted a number from 1 to {most}.";
        return false;
    }

    private static bool TryFindLeague(string? asked, string appHostDirectory, ref AppHostSettings settings, ref string fault)
    {
        if (asked is "")
            return true;

        // A path on the command line is meant from where one stands; the default lies in the repository.
        var path = asked is null
            ? Path.GetFullPath(Path.Combine(appHostDirectory, "..", "samples", "leagues", "axelrod.json"))
            : Path.GetFullPath(asked);
        if (File.Exists(path))
        {
            settings = settings with { League = path };
            return true;
        }

        var found = asked is null ? "not set, and the default league" : $"'{asked}', but the file";
        fault = $"Arena:League is {found} {path} is not there. Name a league file, or give an empty string to start without one.";
        return false;
    }
}
