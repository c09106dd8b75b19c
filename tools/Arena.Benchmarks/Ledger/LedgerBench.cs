using System.Diagnostics;
using System.Globalization;
using Arena.Backplane.Ledger;
using Arena.Benchmarks.Hosting;
using Arena.Benchmarks.Play;
using Arena.Cli.Backups;
using Arena.Cli.Systems;
using Arena.ControlPlane.Proofs;
using Arena.Core.Proofs;
using Microsoft.Extensions.Options;

namespace Arena.Benchmarks.Ledger;

/// <summary>
/// A ledger of a million results (<c>ARENA_LEDGER_RESULTS</c> sets another number): how long its verification against a checkpoint takes,
/// its first checkpoint and a later one, and a proof; and what recording results costs while checkpoints are made.
/// </summary>
internal static class LedgerBench
{
    private const int UsualResults = 1_000_000;
    private const int Rounds = 7, Batch = 250, BatchesInRound = 8;
    private const int Proofs = 200;
    private const double VerifyLimit = 10, ProofLimit = 100;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        var results = int.TryParse(
            Environment.GetEnvironmentVariable("ARENA_LEDGER_RESULTS"), CultureInfo.InvariantCulture, out var given) ? given : UsualResults;
        if (!FreshDatabase.IsServerGiven)
            await Say("starting a system for its PostgreSQL");
        await using var system = FreshDatabase.IsServerGiven ? null : await LocalSystem.StartAsync(nodes: 1, cancellationToken);
        await Say($"filling a ledger with {results:#,0} results");
        var server = Database.Find(given: null).Settings.ConnectionString;
        await using var filled = await FilledLedger.CreateAsync(
            server, "ledger_bench", results, more: 2 * (Rounds + 1) * Batch * BatchesInRound, cancellationToken);
        return await RunAsync(filled, results, cancellationToken);
    }

    private static async Task<IReadOnlyList<BenchRow>> RunAsync(FilledLedger filled, int results, CancellationToken cancellationToken)
    {
        var ledger = filled.Ledger;
        var keys = new SigningKeys(ledger.Checkpoints, Options.Create(new CheckpointOptions()));
        var checkpointer = new Checkpointer(ledger.Chain, ledger.Audit, ledger.Checkpoints, keys);
        await ledger.Replicas.RenewAsync("bench", TimeSpan.FromHours(1), cancellationToken);
        var grant = (await ledger.Replicas.TakeAsync(Grant.Checkpoints, "bench", cancellationToken))!;

        await Say("the first checkpoint, and verifying against it");
        var read = await SecondsAsync(() => ReadAsync(filled, cancellationToken));
        var first = await SecondsAsync(() => checkpointer.MakeAsync(grant, cancellationToken));
        var checkpoint = Checkpointer.Read((await ledger.Checkpoints.LastAsync(cancellationToken))!).Checkpoint;
        var verify = await SecondsAsync(async () =>
        {
            var audit = await LedgerAudit.RunAsync(ledger.Chain, ledger.Checkpoints, [], checkpoint, cancellationToken);
            if (audit.Faults.Count > 0)
                throw new InvalidOperationException(string.Join("; ", audit.Faults));
        });
        var proof = await ProveAsync(ledger, checkpoint, cancellationToken);
        var (without, with, later) = await RecordAsync(ledger, checkpointer, grant, results, cancellationToken);
        var (what, more) = ($"{results:#,0} results", Batch * BatchesInRound);
        return
        [
            BenchRow.Of($"verify of {what} against a checkpoint", verify, "s", "limit", VerifyLimit),
            BenchRow.Of($"verify of {what} against a checkpoint", verify, "s", "only reading the rows", read),
            BenchRow.Of($"first checkpoint of {what}", first, "s", "only reading the rows", read),
            BenchRow.Of(
                $"checkpoint after {more:#,0} more", later, "ms", "the first one's time for as many", first * 1000 * more / results),
            BenchRow.Of($"proof of a match among {what}, median of {Proofs}", proof, "ms", "limit", ProofLimit),
            BenchRow.Of($"recording, with a checkpoint each {more:#,0}", with, "results/s", "without any", without),
        ];
    }

    private static async Task<double> ProveAsync(ILedger ledger, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var tree = new TreeReader(ledger.Chain, ledger.Checkpoints);
        var times = new List<double>();
        for (var i = 0; i < Proofs; i++)
        {
            var index = (int)(checkpoint.Size / Proofs * i);
            var seconds = await SecondsAsync(async () =>
            {
                var match = (await ledger.Chain.FindAsync("bench", index, cancellationToken))!;
                var path = await tree.JoinAsync(InclusionProof.PartsOf(match.Entry, checkpoint.Size), cancellationToken);
                var leaf = MerkleHash.Leaf(ResultContent.WithTask(match.Result.Digest(), match.Task!));
                if (!InclusionProof.Holds(match.Entry, checkpoint.Size, leaf, path, checkpoint.Root))
                    throw new InvalidOperationException($"the proof of match {index} does not hold");
            });
            times.Add(seconds * 1000);
        }

        return PlayBench.Median(times);
    }

    // In turn, on the same ledger; medians. The first round warms up.
    private static async Task<(double Without, double With, double CheckpointMs)> RecordAsync(
        ILedger ledger, Checkpointer checkpointer, Grant grant, long task, CancellationToken cancellationToken)
    {
        List<double> without = [], with = [], checkpoints = [];
        for (var round = 0; round <= Rounds; round++)
        {
            await Say($"recording, round {round} of {Rounds}");
            var plain = await SecondsAsync(BatchesAsync);
            var made = 0.0;
            var signed = await SecondsAsync(async () =>
            {
                await BatchesAsync();
                made = await SecondsAsync(() => checkpointer.MakeAsync(grant, cancellationToken));
            });
            if (round == 0)
                continue;
            without.Add(Batch * BatchesInRound / plain);
            with.Add(Batch * BatchesInRound / signed);
            checkpoints.Add(made * 1000);
        }

        return (PlayBench.Median(without), PlayBench.Median(with), PlayBench.Median(checkpoints));

        async Task BatchesAsync()
        {
            for (var batch = 0; batch < BatchesInRound; batch++)
            {
                NewResult[] results = [.. Enumerable.Range(0, Batch).Select(_ => FilledLedger.ResultOf(++task))];
                var outcomes = await ledger.Results.RecordAsync(results, cancellationToken);
                if (outcomes.Any(outcome => outcome != RecordOutcome.Recorded))
                    throw new InvalidOperationException("a result was not recorded");
            }
        }
    }

    private static async Task ReadAsync(FilledLedger filled, CancellationToken cancellationToken)
    {
        await using var command = filled.Source.CreateCommand(
            "select r.*, t.seats::text || ' ' || t.seed::text from results r left join tasks t on t.id = r.task_id order by r.sequence");
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            _ = reader.GetFieldValue<byte[]>(9);
    }

    private static async Task<double> SecondsAsync(Func<Task> action)
    {
        var start = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Task Say(string what) => Console.Error.WriteLineAsync($"bench ledger: {what}");
}
