using System.Security.Cryptography;
using System.Text;
using Arena.Core.Proofs;

namespace Arena.Tests.Core.Proofs;

public sealed class MerkleProofTests
{
    private const int Most = 70;

    // The reference log of certificate-transparency: its entries, and the tree's hash after each.
    private static readonly byte[][] _entries =
    [
        .. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }
            .Select(Convert.FromHexString),
    ];

    private static readonly string[] _roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static readonly byte[][] _leaves =
        [.. Enumerable.Range(0, Most).Select(i => MerkleHash.Leaf(Encoding.UTF8.GetBytes($"entry {i}")))];

    [Fact]
    public void Tree_of_the_reference_log_has_its_hashes()
    {
        var tree = new MerkleFrontier();
        Assert.Equal(_roots[0], Convert.ToHexStringLower(tree.Root()));
        foreach (var (entry, root) in _entries.Zip(_roots.Skip(1)))
        {
            tree.Append(MerkleHash.Leaf(entry));
            Assert.Equal(root, Convert.ToHexStringLower(tree.Root()));
        }
    }

    // Those of the reference tests.
    [Theory]
    [InlineData(0, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 "
        + "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
        + "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(5, 8, "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b "
        + "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 "
        + "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(2, 3, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(1, 5, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d "
        + "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
        + "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    [InlineData(0, 1, "")]
    public void Inclusion_in_the_reference_log_has_its_proof(int index, int size, string proof)
    {
        byte[][] path = [.. proof.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Convert.FromHexString)];
        Assert.Equal(path, Of(InclusionProof.PartsOf(index, size), [.. _entries.Select(entry => MerkleHash.Leaf(entry))]));
        var root = Convert.FromHexString(_roots[size]);
        Assert.True(InclusionProof.Holds(index, size, MerkleHash.Leaf(_entries[index]), path, root));
    }

    [Theory]
    [InlineData(1, 1, "")]
    [InlineData(6, 8, "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a "
        + "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 "
        + "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(2, 5, "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
        + "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public void Consistency_of_the_reference_log_has_its_proof(int before, int after, string proof)
    {
        byte[][] hashes = [.. proof.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Convert.FromHexString)];
        Assert.Equal(hashes, Of(ConsistencyProof.PartsOf(before, after), [.. _entries.Select(entry => MerkleHash.Leaf(entry))]));
        var (first, second) = (Convert.FromHexString(_roots[before]), Convert.FromHexString(_roots[after]));
        Assert.True(ConsistencyProof.Holds(before, first, after, second, hashes));
    }

    [Fact]
    public void Proofs_of_every_entry_and_size_are_those_of_the_obvious_tree_and_hold()
    {
        for (var size = 1; size <= Most; size++)
        {
            var leaves = _leaves[..size];
            var root = SlowTree.Root(leaves);
            for (var index = 0; index < size; index++)
            {
                var path = Of(InclusionProof.PartsOf(index, size), leaves);
                Assert.Equal(SlowTree.Path(index, leaves), path);
                Assert.True(InclusionProof.Holds(index, size, leaves[index], path, root), $"{index} of {size}");
            }

            for (var before = 1; before <= size; before++)
            {
                var proof = Of(ConsistencyProof.PartsOf(before, size), leaves);
                Assert.Equal(SlowTree.Proof(before, leaves), proof);
                Assert.True(ConsistencyProof.Holds(before, SlowTree.Root(leaves[..before]), size, root, proof), $"{before} of {size}");
            }
        }
    }

    [Fact]
    public void Inclusion_that_is_forged_cut_or_longer_is_refused()
    {
        for (var size = 1; size <= Most; size += 3)
        {
            var leaves = _leaves[..size];
            var root = SlowTree.Root(leaves);
            for (var index = 0; index < size; index++)
            {
                var path = SlowTree.Path(index, leaves);
                foreach (var wrong in Wrong(path))
                    Assert.False(InclusionProof.Holds(index, size, leaves[index], wrong, root), $"{index} of {size}");
                for (var other = -1; other <= size; other++)
                    Assert.Equal(other == index, InclusionProof.Holds(other, size, leaves[index], path, root));
                Assert.False(InclusionProof.Holds(index, size, MerkleHash.Leaf([1]), path, root));
                Assert.False(InclusionProof.Holds(index, size, leaves[index], path, Flipped(root)));
            }
        }
    }

    [Fact]
    public void Consistency_that_is_forged_cut_or_longer_is_refused()
    {
        for (var size = 2; size <= Most; size += 3)
        {
            var leaves = _leaves[..size];
            var root = SlowTree.Root(leaves);
            for (var before = 1; before < size; before++)
            {
                var former = SlowTree.Root(leaves[..before]);
                var proof = SlowTree.Proof(before, leaves);
                foreach (var wrong in Wrong(proof))
                    Assert.False(ConsistencyProof.Holds(before, former, size, root, wrong), $"{before} of {size}");
                Assert.False(ConsistencyProof.Holds(before, Flipped(former), size, root, proof));
                Assert.False(ConsistencyProof.Holds(before, former, size, Flipped(root), proof));
                Assert.False(ConsistencyProof.Holds(before, root, size, former, proof));
                Assert.False(ConsistencyProof.Holds(size, root, before, former, proof));

                // Another history of the same length.
                byte[][] rewritten = [.. leaves.Select((leaf, i) => i == before / 2 ? MerkleHash.Leaf([9]) : leaf)];
                Assert.False(ConsistencyProof.Holds(before, former, size, SlowTree.Root(rewritten), SlowTree.Proof(before, rewritten)));
            }
        }
    }

    [Fact]
    public void Tree_goes_on_from_its_parts_and_tells_of_each_that_is_full()
    {
        var known = new Dictionary<Subtree, byte[]>();
        var whole = new MerkleFrontier();
        for (var size = 0; size < Most; size++)
        {
            var resumed = new MerkleFrontier(size, part => known[part]);
            Assert.Equal(SlowTree.Root(_leaves[..size]), resumed.Root());
            whole.Append(_leaves[size], (part, hash) => known.Add(part, hash));
            resumed.Append(_leaves[size]);
            Assert.Equal(whole.Root(), resumed.Root());
        }

        Assert.All(known, part => Assert.Equal(SlowTree.Root(_leaves[(int)part.Key.Begin..(int)part.Key.End]), part.Value));
    }

    [Fact]
    public void Nothing_is_consistent_with_everything_and_only_without_a_proof()
    {
        var root = SlowTree.Root(_leaves);
        Assert.Empty(ConsistencyProof.PartsOf(0, Most));
        Assert.True(ConsistencyProof.Holds(0, MerkleHash.Empty, Most, root, []));
        Assert.False(ConsistencyProof.Holds(0, MerkleHash.Empty, Most, root, [root]));
        Assert.False(ConsistencyProof.Holds(0, root, Most, root, []));
        Assert.False(ConsistencyProof.Holds(-1, root, Most, root, []));
    }

    private static byte[][] Of(IReadOnlyList<IReadOnlyList<Subtree>> parts, byte[][] leaves) =>
        [.. parts.Select(joined => Subtree.Join(joined, part => SlowTree.Root(leaves[(int)part.Begin..(int)part.End])))];

    private static IEnumerable<byte[][]> Wrong(byte[][] proof)
    {
        for (var i = 0; i < proof.Length; i++)
        {
            yield return [.. proof[..i], Flipped(proof[i]), .. proof[(i + 1)..]];
            yield return [.. proof[..i], .. proof[(i + 1)..]];
            yield return [.. proof[..i], proof[i], proof[i], .. proof[(i + 1)..]];
            yield return [.. proof[..i], proof[i][..31], .. proof[(i + 1)..]];
            if (i > 0)
                yield return [.. proof[..(i - 1)], proof[i], proof[i - 1], .. proof[(i + 1)..]];
        }

        yield return [.. proof, SHA256.HashData([])];
        yield return [SHA256.HashData([]), .. proof];
    }

    private static byte[] Flipped(byte[] hash) => [.. hash[..^1], (byte)(hash[^1] ^ 1)];
}
