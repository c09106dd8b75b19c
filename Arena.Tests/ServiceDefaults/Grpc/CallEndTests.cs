using System.Text;
using Arena.ServiceDefaults.Grpc;

namespace Arena.Tests.ServiceDefaults.Grpc;

public sealed class CallEndTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("ü")]
    [InlineData("\u202e")]
    [InlineData("\ud83d\ude00")]
    public void Detail_that_would_not_fit_a_header_is_cut(string text)
    {
        var told = CallEnd.Short(string.Concat(Enumerable.Repeat(text, 100_000)));
        Assert.StartsWith(text, told, StringComparison.Ordinal);
        Assert.EndsWith("…", told, StringComparison.Ordinal);
        Assert.InRange(Uri.EscapeDataString(told).Length, 3_000, 4_100);
        Assert.DoesNotContain('\ufffd', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(told)));
    }

    [Fact]
    public void Detail_that_fits_is_as_it_was() => Assert.Equal("No league has the id 'l'.", CallEnd.Short("No league has the id 'l'."));
}
