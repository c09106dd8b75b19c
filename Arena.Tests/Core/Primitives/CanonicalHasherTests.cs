using System.Security.Cryptography;
using Arena.Core.Primitives;

namespace Arena.Tests.Core.Primitives;

public sealed class CanonicalHasherTests
{
    [Fact]
    public void Hash_is_SHA256_over_length_prefixed_fields()
    {
        byte[] fields = [2, 0, 0, 0, (byte)'h', (byte)'i', 8, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal(SHA256.HashData(fields), new CanonicalHasher().Add("hi").Add(5UL).ToHash());
    }

    [Fact]
    public void Fields_do_not_run_into_each_other() =>
        Assert.NotEqual(
            new CanonicalHasher().Add("ab").Add("c").ToHash(),
            new CanonicalHasher().Add("a").Add("bc").ToHash());
}
