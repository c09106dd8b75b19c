using Npgsql;

namespace Arena.Tests.EndToEnd.Stores;

/// <summary>The script that runs a private server.</summary>
public sealed class PostgresScriptTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("arena-script-");

    [Fact]
    public async Task Data_that_was_made_with_another_password_is_given_the_new_one()
    {
        Requires.Postgres();
        await AskAsync("a'first\"one", "create table kept (n int)");
        await AskAsync("second", "insert into kept values (1)");
        await AskAsync("second", "insert into kept values (2)");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task AskAsync(string password, string sql)
    {
        var server = new PostgresServer(_folder, password);
        await server.InitializeAsync();
        try
        {
            await using var source = NpgsqlDataSource.Create(server.ConnectionString);
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            await server.DisposeAsync();
        }
    }
}
