using System.Net;
using System.Text.Json;
using Arena.Cli;
using Arena.Contracts.V1;
using Arena.Core.Proofs;
using Grpc.Net.Client;
using ConsistencyProof = Arena.Core.Proofs.ConsistencyProof;

namespace Arena.Tests.ControlPlane.Api;

/// <summary>Checkpoints and proofs over REST, looked at with what was saved alone.</summary>
public sealed class ProofApiTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arena-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Match_is_proved_by_the_files_that_were_saved()
    {
        await using var host = await PlayedAsync();
        var note = await SaveAsync(host, "/v1/checkpoints/latest/note?fresh=true", "kept.txt");
        var proof = await SaveAsync(host, "/v1/leagues/l/matches/1/proof?size=4", "p.json");
        var key = (await host.ReadAsync("/v1/checkpoints/keys")).GetProperty("items")[0].GetProperty("public").GetString()!;
        var told = await CheckAsync(0, proof, "--checkpoint", note, "--verifier", key);
        Assert.StartsWith("Match 1 of league 'l' (tic_tac_toe): ", told, StringComparison.Ordinal);

        var altered = (await File.ReadAllTextAsync(proof)).Replace("node-s", "node-t", StringComparison.Ordinal);
        await File.WriteAllTextAsync(proof, altered);
        Assert.Contains("it was altered", await CheckAsync(1, proof, "--checkpoint", note), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rest_and_grpc_say_the_same()
    {
        await using var host = await PlayedAsync();
        using var channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = host.Handler() });
        var proofs = new ProofService.ProofServiceClient(channel);
        var first = await proofs.GetCheckpointAsync(new GetCheckpointRequest { Fresh = true });
        var made = await proofs.GetCheckpointAsync(new GetCheckpointRequest { Fresh = true }); // that the first made a key is a change

        var proof = await host.GetAsync("/v1/leagues/l/matches/2/proof");
        Assert.Equal(
            await proofs.ProveMatchAsync(new ProveMatchRequest { LeagueId = "l", Index = 2 }),
            MatchProof.Parser.ParseJson(await proof.Content.ReadAsStringAsync()));

        var latest = await host.ReadAsync("/v1/checkpoints/latest");
        Assert.Equal(made.Note, latest.GetProperty("note").GetString());
        Assert.Equal(made.Keys, latest.GetProperty("keys").EnumerateArray().Select(key => key.GetString()!));
        Assert.Equal(made.Note, await (await host.GetAsync("/v1/checkpoints/latest/note")).Content.ReadAsStringAsync());
        Assert.Equal(first, await proofs.GetCheckpointAsync(new GetCheckpointRequest { Size = 4 }));
        Assert.Equal(first.Note, (await host.ReadAsync("/v1/checkpoints/4")).GetProperty("note").GetString());
        Assert.Equal(
            [made.Note, first.Note], (await proofs.ListCheckpointsAsync(new ListCheckpointsRequest())).Checkpoints.Select(c => c.Note));
        var consistency = await host.ReadAsync("/v1/checkpoints/consistency?from=2&to=4");
        Assert.Equal(
            (await proofs.ProveConsistencyAsync(new ProveConsistencyRequest { From = 2, To = 4 })).Hashes.Select(hash => hash.ToBase64()),
            consistency.GetProperty("hashes").EnumerateArray().Select(hash => hash.GetString()!));
    }

    [Fact]
    public async Task Checkpoints_come_in_pages_and_each_extends_the_one_before()
    {
        await using var host = await PlayedAsync();
        await host.GetAsync("/v1/checkpoints/latest?fresh=true");
        await host.PlayAsync("l", 2);
        await host.GetAsync("/v1/checkpoints/latest?fresh=true");
        var listed = new List<StoredNote>();
        var path = "/v1/checkpoints?limit=1";
        for (var pages = 0; path is not null && pages < 100; pages++)
        {
            var page = await host.ReadAsync(path);
            listed.AddRange(page.GetProperty("items").EnumerateArray().Select(StoredNote.Of));
            path = page.GetProperty("next").GetString() is { } next ? $"/v1/checkpoints?limit=1&cursor={next}" : null;
        }

        Assert.Equal(Enumerable.Range(1, listed.Count).Reverse().Select(number => (long)number), listed.Select(item => item.Number));
        Assert.Equal(6, listed[0].Checkpoint.Size);
        var (after, before) = (listed[0].Checkpoint, listed.Last(item => item.Checkpoint.Size == 4).Checkpoint);
        var found = await host.ReadAsync($"/v1/checkpoints/{before.Size}");
        Assert.Equal(before.Text(), StoredNote.Of(found).Checkpoint.Text());
        var hashes = (await host.ReadAsync($"/v1/checkpoints/consistency?from={before.Size}&to={after.Size}")).GetProperty("hashes");
        Assert.True(ConsistencyProof.Holds(
            before.Size, before.Root, after.Size, after.Root, [.. hashes.EnumerateArray().Select(hash => hash.GetBytesFromBase64())]));
    }

    [Theory]
    [InlineData("/v1/checkpoints/3", 404, "There is no checkpoint of 3 entries: the newest of this ledger is of 4.")]
    [InlineData("/v1/checkpoints/-1/note", 404, "There is no checkpoint of -1 entries")]
    [InlineData("/v1/checkpoints/newest", 400, "size: found 'newest'")]
    [InlineData("/v1/checkpoints/consistency", 400, "from")]
    [InlineData("/v1/checkpoints/consistency?from=3&to=2", 400, "wanted two sizes, the smaller one first")]
    [InlineData("/v1/checkpoints/consistency?from=0&to=5", 400, "There is no checkpoint of 5 entries")]
    [InlineData("/v1/leagues/l/matches/3/proof", 404, "The ledger has no result of match 3 of a league 'l'.")]
    [InlineData("/v1/leagues/m/matches/0/proof", 404, "The ledger has no result of match 0 of a league 'm'.")]
    [InlineData("/v1/leagues/l/matches/2/proof?size=2", 409, "Take a newer checkpoint.")]
    [InlineData("/v1/leagues/l/matches/0/proof?size=99", 400, "There is no checkpoint of 99 entries")]
    public async Task What_cannot_be_proved_is_a_problem_that_says_why(string path, int status, string told)
    {
        await using var host = await PlayedAsync();
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/v1/checkpoints/latest?fresh=true")).StatusCode);
        var problem = await ApiHost.ProblemOf(await host.GetAsync(path), status);
        Assert.Contains(told, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    // A league and three results: four entries.
    private static async Task<ApiHost> PlayedAsync()
    {
        var host = await ApiHost.StartAsync();
        await host.StartLeagueAsync("l");
        await host.PlayAsync("l", 3);
        return host;
    }

    private async Task<string> SaveAsync(ApiHost host, string path, string file)
    {
        using var answer = await host.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        var saved = Path.Combine(_folder, file);
        await File.WriteAllTextAsync(saved, text);
        return saved;
    }

    private static async Task<string> CheckAsync(int exitCode, params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await ArenaCommand.RunAsync(["ledger", "check", .. arguments], output, errors);
        Assert.True(exitCode == code, $"{output}{errors}");
        return output.ToString() + errors;
    }

    private sealed record StoredNote(long Number, Checkpoint Checkpoint)
    {
        public static StoredNote Of(JsonElement item)
        {
            Assert.True(SignedNote.TryParse(item.GetProperty("note").GetString()!, out var note, out _));
            Assert.True(Checkpoint.TryParse(note.Text, out var checkpoint, out _));
            Assert.Equal(checkpoint.Size, item.GetProperty("size").GetInt64());
            return new StoredNote(item.GetProperty("number").GetInt64(), checkpoint);
        }
    }
}
