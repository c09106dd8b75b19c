using System.CommandLine;
using Arena.Cli.Systems;
using Npgsql;

namespace Arena.Cli.Backups;

/// <summary>A ledger's PostgreSQL database: what the user gave, else the environment, else that of the newest system here.</summary>
/// <param name="Settings">How to connect to it.</param>
internal sealed record Database(NpgsqlConnectionStringBuilder Settings)
{
    private const string Variable = "ConnectionStrings__arenadb";
    private const string Example = "'Host=…;Port=…;Username=…;Password=…;Database=…'";

    /// <summary>For people: without what is secret.</summary>
    public string Name => $"database {Settings.Database} at {Settings.Host}:{Settings.Port}";

    public static Option<string?> Option() => new("--database")
    {
        Description = $"The ledger's PostgreSQL database, {Example}. Default: {Variable}, else that of the newest system running in this "
            + "checkout.",
        HelpName = "CONNECTION",
    };

    /// <exception cref="CommandException">It is none, or there is none.</exception>
    public static Database Find(string? given)
    {
        if ((given ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } text)
            return Parse(text);
        if (OfRunning() is { } running)
            return Parse(running);
        throw new CommandException(
            $"no system with a database is running in this checkout: start one with './arena up', or name one with --database {Example}",
            ExitCode.Failed);
    }

    /// <summary>What PostgreSQL's own programs take from the environment.</summary>
    public IEnumerable<(string Name, string Value)> ToEnvironment()
    {
        yield return ("PGHOST", Settings.Host ?? "");
        yield return ("PGPORT", $"{Settings.Port}");
        yield return ("PGUSER", Settings.Username ?? "");
        yield return ("PGPASSWORD", Settings.Password ?? "");
        yield return ("PGDATABASE", Settings.Database ?? Settings.Username ?? "");
        yield return ("PGSSLMODE", Settings.SslMode switch
        {
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            var other => other.ToString().ToLowerInvariant(),
        });
    }

    private static Database Parse(string text)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(text);
            if (!string.IsNullOrWhiteSpace(settings.Host))
                return new Database(settings);
        }
        catch (ArgumentException)
        {
            // What is wrong with it may be the password.
        }

        throw new CommandException($"the database is not named as a connection string of PostgreSQL: wanted {Example}", ExitCode.Usage);
    }

    // The control plane was told where its ledger is.
    private static string? OfRunning()
    {
        foreach (var pid in RunFile.Living().SelectMany(run => run.Resources).Where(r => r.Name == "controlplane").Select(r => r.Pid))
        {
            try
            {
                var variables = File.ReadAllText($"/proc/{pid}/environ").Split('\0');
                if (variables.FirstOrDefault(v => v.StartsWith($"{Variable}=", StringComparison.Ordinal)) is { } found)
                    return found[(Variable.Length + 1)..];
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It has ended, or is somebody else's.
            }
        }

        return null;
    }
}
