using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.ControlPlane.Proofs;
using Arena.Core.Proofs;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.Core.Proofs;
using Arena.Tests.Shared;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.ControlPlane.Proofs;

public sealed class CheckpointerTests
{
    private const int Matches = 700;

    private static readonly CancellationToken _none = CancellationToken.None;

    private readonly MemoryLedger _ledger = new(new FakeTimeProvider());
    private readonly List<byte[]> _leaves = [];

    [Fact]
    public async Task Every_checkpoint_has_the_tree_of_the_obvious_recursion_and_extends_those_before()
    {
        var made = await PlayAsync(250, 6, 1, 1, 200, 242);
        var tree = new TreeReader(_ledger.Chain, _ledger.Checkpoints);
        foreach (var checkpoint in made)
        {
            Assert.Equal(SlowRoot((int)checkpoint.Size), checkpoint.Root);
            Assert.Equal(checkpoint.Root, (await tree.JoinAsync([Subtree.Of(0, checkpoint.Size)], _none))[0]);
            foreach (var before in made.Where(other => other.Size <= checkpoint.Size))
            {
                var proof = await tree.JoinAsync(ConsistencyProof.PartsOf(before.Size, checkpoint.Size), _none);
                Assert.True(ConsistencyProof.Holds(before.Size, before.Root, checkpoint.Size, checkpoint.Root, proof));
            }
        }
    }

    [Fact]
    public async Task Every_entry_is_proved_for_every_checkpoint_that_has_it()
    {
        var made = await PlayAsync(300, 213, 187);
        var tree = new TreeReader(_ledger.Chain, _ledger.Checkpoints);
        foreach (var checkpoint in made)
        {
            for (var index = 0; index < checkpoint.Size; index += 7)
            {
                var path = await tree.JoinAsync(InclusionProof.PartsOf(index, checkpoint.Size), _none);
                Assert.True(InclusionProof.Holds(index, checkpoint.Size, _leaves[index], path, checkpoint.Root), $"{index}");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData(null)]
    public async Task Key_file_that_cannot_be_used_any_more_makes_no_key_and_no_checkpoint(string? content)
    {
        var folder = Directory.CreateTempSubdirectory("arena-keys-");
        try
        {
            var file = Path.Combine(folder.FullName, "keys");
            await File.WriteAllTextAsync(file, $"{new NoteSigner("club", new byte[NoteSigner.SeedSize]).Secret()}\n");
            var keys = new SigningKeys(_ledger.Checkpoints, Options.Create(new CheckpointOptions { KeyFile = file }));
            Assert.Single(await keys.ForNextAsync("arena/x", before: null, _none));
            if (content is null)
                File.Delete(file);
            else
                await File.WriteAllTextAsync(file, content);
            var fault = await Assert.ThrowsAsync<NoCheckpointException>(() => keys.ForNextAsync("arena/x", before: null, _none));
            Assert.Contains(file, fault.Message, StringComparison.Ordinal);
            Assert.Equal([null], (await _ledger.Checkpoints.KeysAsync(_none)).Select(key => key.Secret));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Ledger_that_has_not_grown_is_not_signed_for_again()
    {
        var (checkpointer, grant) = await CheckpointerAsync();
        await checkpointer.MakeAsync(grant, _none); // and makes the first key, which is in the audit trail
        var second = await checkpointer.MakeAsync(grant, _none);
        Assert.Equal(2, second.Number);
        Assert.Equal(second, await checkpointer.MakeAsync(grant, _none));
        Assert.Equal(0, Checkpointer.Read(second).Checkpoint.Size);
    }

    [Fact]
    public async Task Audit_compares_every_stored_checkpoint_and_names_one_that_does_not_fit()
    {
        await PlayAsync(5, 1, 3);
        var whole = await LedgerAudit.RunAsync(_ledger.Chain, _ledger.Checkpoints, [], checkpoint: null, _none);
        Assert.Equal((3L, 0), (whole.Checkpoints, whole.Faults.Count));

        var last = (await _ledger.Checkpoints.LastAsync(_none))!;
        var (note, read) = Checkpointer.Read(last);
        NoteSigner.TryParse((await _ledger.Checkpoints.KeysAsync(_none))[0].Secret!, out var signer, out _);
        (long Size, string Note, string Told)[] added =
        [
            (10, last.Note.Replace("chain 10 ", "chain 11 ", StringComparison.Ordinal), "4 is not signed by any key"),
            (9, last.Note, "4 is stored as one of 9 entries, and says that it is of 10"),
            (10, note.Text, "4 is none any more: there is no empty line"),
            (10, Signed(read with { Root = SlowRoot(9) }), "the first 10 entries of the ledger are not those that stored checkpoint 4 was"),
            (10, Signed(read with { Chain = new ChainEnd(10, SlowRoot(9)) }), "when stored checkpoint 4 was made"),
            (10, Signed(read with { Audit = new ChainEnd(1, SlowRoot(9)) }), "the first 1 entries of the audit trail are not those"),
            (10, Signed(read with { Audit = new ChainEnd(99, SlowRoot(9)) }), "4 is of 99 entries of the audit trail, and it has"),
            (10, Signed(read with { Origin = "arena/other" }), "4 is of the ledger 'arena/other'"),
            (11, Signed(read with { Size = 11 }), "4 is of 11 entries, and the ledger has 10"),
        ];
        foreach (var (size, text, told) in added)
        {
            var faults = (await AuditWithAsync(new StoredCheckpoint(4, size, text))).Faults;
            Assert.Contains(told, Assert.Single(faults), StringComparison.Ordinal);
        }

        Assert.Equal(["stored checkpoints 4 to 5 are missing"], (await AuditWithAsync(last with { Number = 6 })).Faults);
        Assert.Empty((await AuditWithAsync(last with { Number = 4 })).Faults);

        string Signed(Checkpoint checkpoint) => SignedNote.Sign(checkpoint.Text(), [signer!]).ToString();
    }

    [Fact]
    public async Task Log_that_does_not_go_on_from_what_was_signed_is_refused()
    {
        await PlayAsync(5);
        await using var tail = await _ledger.Chain.ReadAsync(0, long.MaxValue, _none);
        var links = await tail.Links.ToListAsync(_none);
        var before = new Checkpoint(tail.Head!.Origin, 3, SlowRoot(3)) { Chain = new ChainEnd(3, links[2].Hash) };
        Assert.Equal(6, Grow(before, links, tail.Head).Size);
        Assert.Throws<InvalidDataException>(() => Grow(before with { Root = SlowRoot(4) }, links, tail.Head));
        Assert.Throws<InvalidDataException>(() => Grow(before with { Size = 9 }, links, tail.Head));
        Assert.Throws<InvalidDataException>(() => Grow(before, links[..5], tail.Head));
        Assert.Throws<InvalidDataException>(() => Grow(before, [.. links[..4], links[5], links[4]], tail.Head));
        Assert.Throws<InvalidDataException>(() => Grow(before, [.. links[..5], links[5] with { Digest = new byte[32] }], tail.Head));
        Assert.Throws<InvalidDataException>(() => Grow(before, [.. links[..5], links[5] with { Digest = null }], tail.Head));
        Assert.Throws<InvalidDataException>(() => Grow(before, [links[0] with { Digest = new byte[32] }, .. links[1..]], tail.Head));
    }

    private static LogGrowth Grow(Checkpoint before, IEnumerable<ChainLink> links, ChainHead head)
    {
        var growth = new LogGrowth(new MerkleFrontier(), before);
        foreach (var link in links)
            growth.Take(link);
        growth.End(head);
        return growth;
    }

    // A checkpoint after each so many results.
    private async Task<List<Checkpoint>> PlayAsync(params int[] results)
    {
        var (checkpointer, grant) = await CheckpointerAsync();
        await _ledger.Leagues.CreateAsync(
            new NewLeague(
                "l", "l", "ipd", 1, "{}", Matches, Enumerable.Range(0, Matches).Select(i => new NewTask(i, [0, 1], 7)), null, default),
            LedgerSteps.Requester, _none);
        var made = new List<Checkpoint>();
        foreach (var count in results)
        {
            var tasks = await LedgerSteps.ClaimAsync(_ledger, "l", "s", count);
            await _ledger.Results.RecordAsync(
                [.. tasks.Select(task => new NewResult(task.Id, "l", task.Index, "n", BareMatch.Of([1, 0]), 1, default))], _none);
            made.Add(Checkpointer.Read(await checkpointer.MakeAsync(grant, _none)).Checkpoint);
        }

        await using var tail = await _ledger.Chain.ReadAsync(0, long.MaxValue, _none);
        await foreach (var link in tail.Links)
            _leaves.Add(MerkleHash.Leaf(link.Digest));
        Assert.Equal(results.Sum() + 1, made[^1].Size);
        return made;
    }

    private Task<LedgerAudit> AuditWithAsync(StoredCheckpoint more) =>
        LedgerAudit.RunAsync(_ledger.Chain, CheckpointsAndOneMore.Of(_ledger.Checkpoints, more), [], checkpoint: null, _none);

    private byte[] SlowRoot(int size) => SlowTree.Root([.. _leaves.Take(size)]);

    private async Task<(Checkpointer Checkpointer, Grant Grant)> CheckpointerAsync()
    {
        var keys = new SigningKeys(_ledger.Checkpoints, Options.Create(new CheckpointOptions()));
        await _ledger.Replicas.RenewAsync(LedgerSteps.Replica, TimeSpan.FromDays(1), _none);
        return (
            new Checkpointer(_ledger.Chain, _ledger.Audit, _ledger.Checkpoints, keys),
            (await _ledger.Replicas.TakeAsync(Grant.Checkpoints, LedgerSteps.Replica, _none))!);
    }
}
