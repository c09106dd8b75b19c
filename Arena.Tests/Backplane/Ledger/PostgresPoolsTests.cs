using Arena.Backplane.Ledger.Postgres;
using Npgsql;

namespace Arena.Tests.Backplane.Ledger;

public sealed class PostgresPoolsTests
{
    [Fact]
    public void One_pool_waits_for_the_disk_and_the_other_does_not()
    {
        var pools = PostgresPools.Of("Host=h;Database=d;Options=-c jit=off");
        const string both = "-c idle_in_transaction_session_timeout=2s -c jit=off"; // the last one counts: it can be set otherwise
        Assert.Equal(both, new NpgsqlConnectionStringBuilder(pools.Durable).Options);
        Assert.Equal($"{both} -c synchronous_commit=off", new NpgsqlConnectionStringBuilder(pools.Relaxed).Options);
    }

    [Theory]
    [InlineData("Host=h", 16)]
    [InlineData("Host=h;Maximum Pool Size=5", 5)]
    [InlineData("Host=h;maximum pool size=100", 100)]
    public void Pools_are_small_unless_the_connection_string_says_otherwise(string connectionString, int size)
    {
        var pools = PostgresPools.Of(connectionString);
        Assert.All([pools.Durable, pools.Relaxed], p => Assert.Equal(size, new NpgsqlConnectionStringBuilder(p).MaxPoolSize));
    }

    [Theory]
    [InlineData("foo")]
    [InlineData("Username=x")]
    [InlineData("Host=h;Port=x")]
    [InlineData("postgres://h/d")]
    public void What_is_no_connection_string_is_refused(string connectionString) =>
        Assert.ThrowsAny<ArgumentException>(() => PostgresPools.Of(connectionString));
}
