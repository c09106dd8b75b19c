using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>Results as <c>record_results</c> takes them: an array for each column, so that many cost one statement.</summary>
internal static class RecordCommand
{
    public static NpgsqlBatchCommand Of(IReadOnlyList<NewResult> results)
    {
        var evidence = results.Select(result => EvidenceBytes.Of(result.Match)).ToArray();
        return new("""
            select record_results($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            """)
        {
            Parameters =
            {
                Array(results.Select(result => result.TaskId)),
                Array(results.Select(result => result.LeagueId)),
                Array(results.Select(result => result.Index)),
                Array(results.Select(result => result.Node)),
                Array(results.Select(result => result.Match.Scores.Length)),
                Array(results.SelectMany(result => result.Match.Scores)),
                Array(results.SelectMany(result => result.Match.Verdicts).Select(verdict => (short)verdict)),
                Array(results.Select(result => result.Match.Reason is "" ? null : result.Match.Reason)),
                Array(results.Select(result => result.Match.Moves)),
                Array(results.Select(result => result.Match.Transcript)),
                Array(results.Select(result => result.Match.Hash)),
                Array(results.Select(result => result.DurationMicroseconds)),
                Array(results.Select(result => result.RecordedAt.ToUniversalTime())),
                Array(results.Zip(evidence, ResultChain.Digest)),
                Array(evidence.Select(e => e?.MoveTimes)),
                Array(evidence.Select(e => e?.AgentHashes)),
                Array(evidence.Select(e => e?.Epoch)),
                Array(evidence.Select(e => e?.Seal)),
                Array(evidence.Select(e => e?.Evaluations)),
            },
        };
    }

    private static NpgsqlParameter<T[]> Array<T>(IEnumerable<T> values) => new() { TypedValue = [.. values] };
}
