using Arena.Core.Primitives;

namespace Arena.Tests.Core.Primitives;

public sealed class NearMissTests
{
    [Theory]
    [InlineData("tit-for-tit", "tit-for-tat")]
    [InlineData("TitForTat", "tit-for-tat")]
    [InlineData("tit_for_tat", "tit-for-tat")]
    [InlineData("jos", "joss")]
    [InlineData("quantum", null)]
    [InlineData("", null)]
    public void Closest_finds_slips_only(string found, string? expected) =>
        Assert.Equal(expected, NearMiss.Closest(found, ["tit-for-tat", "joss", "random", "grim"]));
}
