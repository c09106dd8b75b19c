using Arena.Cli;
using Arena.Client;
using Arena.Contracts.V1;
using Arena.Core.Proofs;
using Arena.Tests.EndToEnd.Backplane.Ledger;
using Arena.Tests.EndToEnd.Grpc;
using Arena.Tests.EndToEnd.Systems;
using Grpc.Core;

namespace Arena.Tests.EndToEnd.ControlPlane.Proofs;

/// <summary>Checkpoints and proofs of a running system, looked at with files alone.</summary>
[Collection(PostgresLedgers.Collection)]
public sealed class ProofTests(PostgresLedgers ledgers) : IDisposable
{
    private const int Matches = 300;

    private const string League = """
        { "name": "l", "game": "tic_tac_toe", "repetitions": 150, "agents": ["random", "greedy"] }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("arena-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Match_is_proved_by_a_file_and_a_checkpoint_alone_and_rewritten_history_is_not()
    {
        var database = await ledgers.CreateDatabaseAsync();
        await using var controlPlane = await ControlPlaneAsync(database);
        using var client = new ArenaClient(controlPlane.Address);
        await PlayAsync(controlPlane, client, "l");
        var kept = Path.Combine(_folder, "kept.txt");
        var made = await DoneAsync(controlPlane, "checkpoint", "-o", kept);
        Assert.Contains($"kept.txt: {Matches + 1} entries of arena/", made, StringComparison.Ordinal);
        await PlayAsync(controlPlane, client, "m");

        var key = (await DoneAsync(controlPlane, "keys")).Split("  ")[0];
        var proof = await ProveAsync(controlPlane, "l/299", "--checkpoint", kept);
        var told = await CheckAsync(0, proof, "--checkpoint", kept, "--verifier", key);
        Assert.StartsWith("Match 299 of league 'l' (tic_tac_toe): ", told, StringComparison.Ordinal);
        Assert.Contains($"of the {Matches + 1} entries that {kept} is of, signed by arena/", told, StringComparison.Ordinal);
        var other = await CheckAsync(0, await ProveAsync(controlPlane, "m/0"));
        Assert.Contains("The key is the proof's own word", other, StringComparison.Ordinal);
        Assert.Contains("is for a checkpoint of 602 entries", await CheckAsync(
            1, await ProveAsync(controlPlane, "m/0"), "--checkpoint", kept), StringComparison.Ordinal);
        await FailsAsync(controlPlane, "it came later", "prove", "m/0", "--checkpoint", kept);

        Assert.Contains($"It begins with the {Matches + 1} entries", await DoneAsync(
            controlPlane, "verify", "--checkpoint", kept, "--verifier", key), StringComparison.Ordinal);
        await DoneAsync(controlPlane, "checkpoint", "-o", kept); // it extends the one that is there
        var (before, newer) = (await File.ReadAllTextAsync(kept), Path.Combine(_folder, "newer.txt"));
        await File.WriteAllTextAsync(newer, Grown(before));
        await FailsAsync(
            controlPlane, "newer.txt is left as it is: it is of 9602 entries, and the ledger has 602", "checkpoint", "-o", newer);
        await PostgresLedgers.QueryAsync(database, "update results set node = 'mallory' where sequence = 7");
        await FailsAsync(controlPlane, "the hash at sequence 7 does not follow", "verify", "--checkpoint", kept);
    }

    [Fact]
    public async Task Proof_that_was_altered_anywhere_is_refused()
    {
        await using var controlPlane = await ControlPlaneAsync(database: null);
        using var client = new ArenaClient(controlPlane.Address);
        await PlayAsync(controlPlane, client, "l");
        var proof = await client.Proofs.ProveMatchAsync(new ProveMatchRequest { LeagueId = "l", Index = 12 });
        var note = Path.Combine(_folder, "note.txt");
        await File.WriteAllTextAsync(note, proof.Checkpoint.Note);
        var whole = await CheckAsync(0, await WriteAsync(proof), "--checkpoint", note);
        Assert.StartsWith("Match 12 of league 'l'", whole, StringComparison.Ordinal);

        Action<MatchProof>[] alterations =
        [
            p => p.Result.Scores[0] = 0.25, p => p.Result.Node = "x", p => p.Result.Index++, p => p.Result.Reason = "x",
            p => p.Result.Verdicts[0] = 256, p => p.Result.Verdicts[0] = 3, p => p.Result.RecordedAt.Nanos++, p => p.Result.Moves++,
            p => p.Result.Task = p.Result.Task.Replace("{0,1}", "{1,0}", StringComparison.Ordinal) + " ", p => p.Result.ClearTask(),
            p => p.Result.Evidence = null, p => p.Result.DurationUs++, p => p.Result.TaskId++, p => p.ResultPath.Index++,
            p => p.ResultPath.Hashes.RemoveAt(0), p => p.ResultPath.Hashes.Add(p.ResultPath.Hashes[0]), p => p.LeaguePath.Index++,
            p => p.League.Document += " ", p => p.League.Name = "x", p => p.League.Seed++, p => p.League.Id = "x", p => p.Size++,
            p => p.League = null, p => p.Checkpoint.Keys.Clear(),
        ];
        for (var i = 0; i < alterations.Length; i++)
        {
            var altered = proof.Clone();
            alterations[i](altered);
            Assert.NotEmpty(await CheckAsync(1, await WriteAsync(altered), "--checkpoint", note));
        }

        await File.WriteAllTextAsync(note, proof.Checkpoint.Note.Replace("arena/", "arena!", StringComparison.Ordinal));
        var unsigned = await CheckAsync(1, await WriteAsync(proof), "--checkpoint", note);
        Assert.Contains("is not signed by any key", unsigned, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoint_after_a_rotation_is_signed_by_both_keys_and_the_next_by_the_new_one()
    {
        await using var controlPlane = await ControlPlaneAsync(database: null);
        using var client = new ArenaClient(controlPlane.Address);
        await client.Proofs.GetCheckpointAsync(new GetCheckpointRequest { Fresh = true });
        var rotated = await client.Proofs.RotateKeyAsync(new RotateKeyRequest { Why = "yearly" });
        Assert.Equal(2, rotated.Keys.Count);
        Assert.Equal([rotated.Keys[1], rotated.Keys[0]], SignersOf(rotated));
        await client.Leagues.StartAsync(new StartLeagueRequest { Document = League, Id = "l" });
        var next = await client.Proofs.GetCheckpointAsync(new GetCheckpointRequest { Fresh = true });
        Assert.Equal([rotated.Keys[1]], SignersOf(next));
        var trail = (await client.Audit.ListAsync(new ListAuditRequest { Subject = "ledger/keys" })).Records;
        Assert.Equal([("local", "yearly"), ("configuration", "")], trail.Select(record => (record.Who, record.Why)));
    }

    [Fact]
    public async Task Keys_of_a_file_sign_and_are_not_in_the_database()
    {
        var file = Path.Combine(_folder, "keys");
        var database = await ledgers.CreateDatabaseAsync();
        var key = (await CommandLine.RunAsync("ledger", "key", file, "--name", "club.example/ledger")).Output.Trim();
        await using var controlPlane = await ControlPlaneAsync(database, ("Checkpoints:KeyFile", file));
        using var client = new ArenaClient(controlPlane.Address);
        var first = await client.Proofs.GetCheckpointAsync(new GetCheckpointRequest { Fresh = true });
        Assert.Equal([key], SignersOf(first));
        Assert.Equal(DBNull.Value, await PostgresLedgers.QueryAsync(database, "select secret from signing_keys"));

        var second = (await CommandLine.RunAsync("ledger", "key", file, "--name", "club.example/ledger")).Output.Trim();
        await client.Leagues.StartAsync(new StartLeagueRequest { Document = League, Id = "l" });
        Assert.Equal([second, key], SignersOf(await client.Proofs.GetCheckpointAsync(new GetCheckpointRequest { Fresh = true })));
        var refused = await Assert.ThrowsAsync<RpcException>(() => client.Proofs.RotateKeyAsync(new RotateKeyRequest()).ResponseAsync);
        Assert.Contains("add one with 'arena ledger key", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ledger_that_was_altered_is_not_signed_for()
    {
        var database = await ledgers.CreateDatabaseAsync();
        await using var controlPlane = await ControlPlaneAsync(database);
        using var client = new ArenaClient(controlPlane.Address);
        await PlayAsync(controlPlane, client, "l");
        await client.Proofs.GetCheckpointAsync(new GetCheckpointRequest { Fresh = true });
        await client.Leagues.StartAsync(new StartLeagueRequest { Document = League, Id = "m" });
        await PostgresLedgers.QueryAsync(database, "update results set node = 'mallory' where sequence = 290");
        var refused = await Assert.ThrowsAsync<RpcException>(
            () => client.Proofs.GetCheckpointAsync(new GetCheckpointRequest { Fresh = true }).ResponseAsync);
        Assert.Equal(StatusCode.DataLoss, refused.StatusCode);
        Assert.Contains("the first 301 entries are not those that were signed for", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_proved_is_refused()
    {
        await using var controlPlane = await ControlPlaneAsync(await ledgers.CreateDatabaseAsync());
        using var client = new ArenaClient(controlPlane.Address);
        await PlayAsync(controlPlane, client, "l");
        await client.Proofs.GetCheckpointAsync(new GetCheckpointRequest { Fresh = true });
        (string League, int Index, long Size, StatusCode Wanted)[] requests =
        [
            ("none", 0, 0, StatusCode.NotFound), ("a\0b", 0, 0, StatusCode.NotFound), ("l", -1, 0, StatusCode.NotFound),
            ("l", 300, 0, StatusCode.NotFound), ("l", 0, -1, StatusCode.InvalidArgument),
            ("l", 0, long.MaxValue, StatusCode.InvalidArgument), ("l", 299, 5, StatusCode.FailedPrecondition),
        ];
        foreach (var (league, index, size, wanted) in requests)
        {
            var request = new ProveMatchRequest { LeagueId = league, Index = index, Size = size };
            var refused = await Assert.ThrowsAsync<RpcException>(() => client.Proofs.ProveMatchAsync(request).ResponseAsync);
            Assert.Equal(wanted, refused.StatusCode);
        }
    }

    private static string Grown(string note) => note.Replace("\n602\n", "\n9602\n", StringComparison.Ordinal);

    private static IEnumerable<string> SignersOf(SignedCheckpoint checkpoint)
    {
        Assert.True(SignedNote.TryParse(checkpoint.Note, out var note, out _));
        foreach (var signature in note.Signatures)
        {
            yield return checkpoint.Keys.Single(text => NoteKey.TryParse(text, out var key, out _)
                && key.Hash == signature.Hash && note.IsSignedBy(key));
        }
    }

    private static async Task PlayAsync(ServiceHost controlPlane, ArenaClient client, string id)
    {
        await using var node = await ServiceHost.NodeAsync(controlPlane.Address);
        await client.StartLeagueAsync(new StartLeagueRequest { Document = League, Id = id }, TimeSpan.FromSeconds(10));
        await foreach (var standings in client.WatchLeagueAsync(id, TimeSpan.FromSeconds(10), ServiceHost.Limit()))
        {
            if (standings.League.Played == Matches)
                break;
        }
    }

    private static Task<ServiceHost> ControlPlaneAsync(string? database, params (string Key, string? Value)[] settings) =>
        ServiceHost.ControlPlaneAsync(port: 0, tls: null, [("ConnectionStrings:arenadb", database), .. settings]);

    private static async Task<string> DoneAsync(ServiceHost controlPlane, params string[] arguments)
    {
        var run = await CommandLine.RunAsync(["ledger", .. arguments, "--endpoint", controlPlane.Address.ToString()]);
        Assert.True(run.ExitCode == 0, run.Errors + run.Output);
        return run.Output;
    }

    private static async Task FailsAsync(ServiceHost controlPlane, string told, params string[] arguments)
    {
        var run = await CommandLine.RunAsync(["ledger", .. arguments, "--endpoint", controlPlane.Address.ToString()]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(told, run.Errors + run.Output, StringComparison.Ordinal);
    }

    private async Task<string> ProveAsync(ServiceHost controlPlane, params string[] arguments)
    {
        var path = Path.Combine(_folder, "proof.json");
        await File.WriteAllTextAsync(path, await DoneAsync(controlPlane, ["prove", .. arguments]));
        return path;
    }

    private async Task<string> WriteAsync(MatchProof proof)
    {
        var path = Path.Combine(_folder, "proof.json");
        await File.WriteAllTextAsync(path, Google.Protobuf.JsonFormatter.Default.Format(proof));
        return path;
    }

    // In this process: it needs nothing but the files.
    private static async Task<string> CheckAsync(int exitCode, params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await ArenaCommand.RunAsync(["ledger", "check", .. arguments], output, errors);
        Assert.True(exitCode == code, $"{output}{errors}");
        return output.ToString() + errors;
    }
}
