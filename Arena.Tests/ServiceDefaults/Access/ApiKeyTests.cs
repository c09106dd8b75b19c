using System.Security.Cryptography;
using System.Text;
using Arena.ServiceDefaults.Access;

namespace Arena.Tests.ServiceDefaults.Access;

public sealed class ApiKeyTests
{
    [Fact]
    public void New_key_is_read_again_and_is_the_one_of_its_hash()
    {
        var (key, id, hash) = ApiKey.New();
        Assert.True(ApiKey.TryRead(key, out var read, out var secret));
        Assert.Equal(id, read);
        Assert.Equal(256 / 4, secret.Length); // hexadecimal digits
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), hash);
        Assert.True(ApiKey.Matches(secret, hash));
        Assert.NotEqual(key, ApiKey.New().Key);
    }

    [Fact]
    public void Every_single_changed_character_makes_it_another_key()
    {
        var (key, _, hash) = ApiKey.New();
        for (var place = 0; place < key.Length; place++)
        {
            var changed = $"{key[..place]}{(key[place] == '0' ? '1' : '0')}{key[(place + 1)..]}";
            Assert.False(
                ApiKey.TryRead(changed, out var id, out var secret) && key.Contains(id, StringComparison.Ordinal)
                && ApiKey.Matches(secret, hash));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("arena")]
    [InlineData("arena__")]
    [InlineData("arena_0123456789ab_0123")]
    [InlineData("arena_0123456789AB_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("arena_0123456789ab_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg")]
    [InlineData("arena_0123456789ab_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef_")]
    [InlineData("Arena_0123456789ab_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void Anything_else_is_no_key(string text) => Assert.False(ApiKey.TryRead(text, out _, out _));
}
