using System.CommandLine;

namespace Arena.Cli.Backups;

/// <summary><c>arena backup FILE</c>: all that the ledger's database has, as of one moment, while it is used.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Where to; it must not be there yet." };
        var database = Database.Option();
        var command = new Command(
            "backup", "Writes the ledger's database to a file, as of one moment, while it is used. The file holds what is secret in it.")
        {
            file, database,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            if (File.Exists(path) || Directory.Exists(path))
                throw new CommandException($"{path} is there already: wanted the name of a new file", ExitCode.Failed);
            var from = Database.Find(parsed.GetValue(database));
            var partial = $"{path}.part";
            try
            {
                Claim(partial);
                string[] arguments = ["--format=custom", "--no-owner", "--no-privileges", $"--file={partial}"];
                await PostgresProgram.RunAsync("pg_dump", from, arguments, cancellationToken);
                var head = await BackupHead.ReadAsync(partial, cancellationToken);
                File.Move(partial, path);
                Console.WriteLine($"{path}: {head}");
                return ExitCode.Done;
            }
            finally
            {
                File.Delete(partial);
            }
        });
        return command;
    }

    // Before there is anything in it: a backup has keys in it, and is for its owner alone.
    private static void Claim(string path)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            new FileStream(path, options).Dispose();
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(FileFault.Of(path, unwritable), ExitCode.Failed);
        }
    }
}
