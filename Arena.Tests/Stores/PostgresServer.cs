using Arena.Hosting;
using Arena.Tests.Hosting;

namespace Arena.Tests.Stores;

/// <summary>A real server of one's own with an empty database, for the tests of one class.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly TestApplication _application = new();

    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (new RequiresPostgresAttribute().Missing is not null)
            return;
        var database = _application.Builder.AddPostgres("postgres").AddDatabase("ledger");
        await _application.StartAndWaitAsync();
        ConnectionString = await database.Resource.ConnectionStringExpression.GetValueAsync(_application.Limit) ?? throw new InvalidOperationException("no connection string");
    }

    public async Task DisposeAsync() => await _application.DisposeAsync();
}
