using System.Globalization;

namespace Arena.Cli.Backups;

/// <summary>Where the chain of a ledger in a backup ends.</summary>
/// <param name="Results">How many results it has.</param>
/// <param name="Leagues">How many leagues it has.</param>
/// <param name="Hash">In hexadecimal digits.</param>
internal sealed record BackupHead(long Results, long Leagues, string Hash)
{
    /// <exception cref="CommandException">The file is no backup of a ledger.</exception>
    public static async Task<BackupHead> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var sql = await PostgresProgram.RunAsync(
            "pg_restore", database: null, ["--data-only", "--table=ledger_head", "--file=-", file], cancellationToken);
        var lines = sql.Split('\n');
        var at = Array.FindIndex(lines, line => line.StartsWith("COPY public.ledger_head (", StringComparison.Ordinal));
        if (at < 0 || at + 1 >= lines.Length)
            throw new CommandException($"{file} is a backup of something else: there is no ledger in it", ExitCode.Failed);
        var names = lines[at][(lines[at].IndexOf('(', StringComparison.Ordinal) + 1)..lines[at].IndexOf(')', StringComparison.Ordinal)]
            .Split(", ");
        var values = lines[at + 1].Split('\t');
        return names.Length == values.Length
            ? new BackupHead(Number("sequence"), Number("leagues"), Value("hash").Replace(@"\\x", "", StringComparison.Ordinal))
            : throw new CommandException($"{file}: the ledger in it does not say where its chain ends", ExitCode.Failed);

        string Value(string name) => Array.IndexOf(names, name) is >= 0 and var index ? values[index] : "0";

        long Number(string name) => long.Parse(Value(name), CultureInfo.InvariantCulture);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Output.Counted.Of(Results, "result")} of {Output.Counted.Of(Leagues, "league")}; head {Hash}");
}
