using System.Diagnostics;
using System.Globalization;

namespace Arena.Cli.Backups;

/// <summary>A program of PostgreSQL's own, the newest that is installed: an older one does not read what a newer server has.</summary>
internal static class PostgresProgram
{
    private const string DebianRoot = "/usr/lib/postgresql";

    /// <summary>Runs it to its end and returns what it printed.</summary>
    /// <exception cref="CommandException">It is not installed, or failed: then its last line says why.</exception>
    public static async Task<string> RunAsync(
        string name, Database? database, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Find(name), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (variable, value) in database?.ToEnvironment() ?? [])
            start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode == 0)
                return await output;
            var last = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? $"exit code {process.ExitCode}";
            throw new CommandException(last.StartsWith(name, StringComparison.Ordinal) ? last : $"{name}: {last}", ExitCode.Failed);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string Find(string name)
    {
        var versions = Directory.Exists(DebianRoot) ? Directory.GetDirectories(DebianRoot) : [];
        var folders = versions
            .OrderByDescending(v => double.TryParse(Path.GetFileName(v), CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Select(version => Path.Combine(version, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new CommandException($"{name} is not installed: it comes with PostgreSQL's client programs", ExitCode.Failed);
    }
}
