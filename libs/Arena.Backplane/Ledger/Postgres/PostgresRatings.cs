using Arena.Core.Leagues.Standings;
using Arena.Core.Ratings.Fitting;
using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresRatings(NpgsqlDataSource durable) : IRatingStore
{
    public async Task AddAsync(
        string leagueId, IReadOnlyCollection<RoundRating> ratings, Grant grant, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await LeagueRow.GetAsync(connection, leagueId, locking: "", cancellationToken);
        await Fence.CheckAsync(connection, grant, cancellationToken);
        await using var add = new NpgsqlCommand("""
            insert into ratings (league_id, round, matches, agent, elo, rating, error, games, rating_group, flags)
            select $1, * from unnest(
                $2::integer[], $3::integer[], $4::integer[], $5::float8[], $6::float8[], $7::float8[],
                $8::bigint[], $9::integer[], $10::integer[])
            on conflict (league_id, round, agent) do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = leagueId },
                new() { Value = ratings.Select(r => r.Round.Number).ToArray() },
                new() { Value = ratings.Select(r => r.Round.Matches).ToArray() },
                new() { Value = ratings.Select(r => r.Agent).ToArray() },
                new() { Value = ratings.Select(r => r.Rating.Elo).ToArray() },
                new() { Value = ratings.Select(r => r.Rating.Joint).ToArray() },
                new() { Value = ratings.Select(r => r.Rating.Error).ToArray() },
                new() { Value = ratings.Select(r => r.Rating.Games).ToArray() },
                new() { Value = ratings.Select(r => r.Rating.Group).ToArray() },
                new() { Value = ratings.Select(r => (int)r.Rating.Flags).ToArray() },
            },
        };
        await add.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<RoundRating>> ListAsync(string leagueId, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand("""
            select round, matches, agent, elo, rating, error, games, rating_group, flags
            from ratings where league_id = $1 order by round, agent
            """);
        command.Parameters.Add(new() { Value = leagueId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ratings = new List<RoundRating>();
        while (await reader.ReadAsync(cancellationToken))
            ratings.Add(Read(reader));
        return ratings;
    }

    public async Task<int> LastRoundAsync(string leagueId, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand("select coalesce(max(round), 0) from ratings where league_id = $1");
        command.Parameters.Add(new() { Value = leagueId });
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static RoundRating Read(NpgsqlDataReader reader) => new(
        new RatingRound(reader.GetInt32(0), reader.GetInt32(1)),
        reader.GetInt32(2),
        new AgentRating(
            reader.GetDouble(3), reader.IsDBNull(4) ? null : reader.GetDouble(4), reader.IsDBNull(5) ? null : reader.GetDouble(5),
            reader.GetInt64(6), reader.GetInt32(7), (RatingFlags)reader.GetInt32(8)));
}
