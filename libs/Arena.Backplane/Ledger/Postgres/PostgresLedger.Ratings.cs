using Arena.Core.Leagues;
using Arena.Core.Ratings.Fitting;
using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

public sealed partial class PostgresLedger
{
    public async Task AddRatingsAsync(string leagueId, IReadOnlyCollection<RoundRating> ratings, CancellationToken cancellationToken)
    {
        await using var connection = await _durable.OpenConnectionAsync(cancellationToken);
        await GetLeagueAsync(connection, leagueId, cancellationToken);
        await using var add = new NpgsqlCommand("""
            insert into ratings (league_id, round, agent, elo, rating, error, games, rating_group, flags)
            select $1, * from unnest($2::integer[], $3::integer[], $4::float8[], $5::float8[], $6::float8[], $7::bigint[], $8::integer[], $9::integer[])
            on conflict (league_id, round, agent) do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = leagueId },
                new() { Value = ratings.Select(r => r.Round).ToArray() },
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
    }

    public async Task<IReadOnlyList<RoundRating>> ListRatingsAsync(string leagueId, CancellationToken cancellationToken)
    {
        await using var command = _durable.CreateCommand("""
            select round, agent, elo, rating, error, games, rating_group, flags from ratings where league_id = $1 order by round, agent
            """);
        command.Parameters.Add(new() { Value = leagueId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ratings = new List<RoundRating>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ratings.Add(new RoundRating(reader.GetInt32(0), reader.GetInt32(1), new AgentRating(
                reader.GetDouble(2), reader.IsDBNull(3) ? null : reader.GetDouble(3), reader.IsDBNull(4) ? null : reader.GetDouble(4),
                reader.GetInt64(5), reader.GetInt32(6), (RatingFlags)reader.GetInt32(7))));
        }

        return ratings;
    }

    public async Task<int> LastRatedRoundAsync(string leagueId, CancellationToken cancellationToken)
    {
        await using var command = _durable.CreateCommand("select coalesce(max(round), 0) from ratings where league_id = $1");
        command.Parameters.Add(new() { Value = leagueId });
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
