using Arena.Core.Proofs;

namespace Arena.Tests.Core.Proofs;

public sealed class CheckpointTests
{
    private const string Hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    [Fact]
    public void Checkpoint_of_the_specification_is_read()
    {
        Assert.True(Checkpoint.TryParse($"example.com/behind-the-sofa\n20852163\n{Hash}\n", out var read, out _));
        Assert.Equal(("example.com/behind-the-sofa", 20852163, Hash), (read.Origin, read.Size, Convert.ToBase64String(read.Root)));
        Assert.Null(read.Chain);
    }

    [Fact]
    public void Checkpoint_is_read_as_it_was_written()
    {
        var checkpoint = new Checkpoint("arena/l", 7, Convert.FromBase64String(Hash))
        {
            Chain = new ChainEnd(5, new byte[32]), Audit = new ChainEnd(long.MaxValue, MerkleHash.Empty),
        };
        Assert.Equal(
            $"arena/l\n7\n{Hash}\nchain 5 {new string('A', 43)}=\n"
            + $"audit {long.MaxValue} 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
            checkpoint.Text());
        Assert.True(Checkpoint.TryParse(checkpoint.Text(), out var read, out _));
        Assert.Equal(checkpoint.Text(), read.Text());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\n1\n")]
    [InlineData($"a\n-1\n{Hash}\n")]
    [InlineData($"a\n01\n{Hash}\n")]
    [InlineData($"a\n1x\n{Hash}\n")]
    [InlineData($"a\n99999999999999999999\n{Hash}\n")]
    [InlineData($"a\n\n{Hash}\n")]
    [InlineData($"\n1\n{Hash}\n")]
    [InlineData("a\n1\nAAAA\n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n")]
    public void What_is_no_checkpoint_is_said_to_be_none(string text)
    {
        Assert.False(Checkpoint.TryParse(text, out _, out var fault));
        Assert.NotEmpty(fault);
    }
}
